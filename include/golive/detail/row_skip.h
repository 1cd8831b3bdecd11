#pragma once
// Which rows of a versioned list are as they were last sent. A row that comes where it came last time is compared here, without a call:
// about ten instructions, which is what a row of a long list costs that nobody touched.
#include <cstdint>

#include "golive/detail/tree.h"

namespace golive::detail {

class RowSkip {
 public:
  RowSkip() noexcept = default;  // of a list that skips nothing
  // `memory` may be nullptr.
  RowSkip(SkipMemory* memory, SiteId site) : memory_(memory != nullptr && memory->begin(site, sent_) ? memory : nullptr), site_(site) {}

  // Is row `row` of the new list, with this key and version, as it was? Asked of every row, in order.
  bool unchanged(std::uint32_t row, const Value& key, std::uint64_t version) {
    const bool in_order =
        next_ < sent_.count && key.kind == ValueKind::integer && static_cast<std::uint64_t>(key.integer) == sent_.keys[next_];
    if (in_order && sent_.versions[next_] == version) [[likely]] {
      ++next_;
      return true;
    }
    if (touched_begin_ > row) touched_begin_ = row;
    touched_end_ = row + 1;
    if (!in_order) return memory_ != nullptr && memory_->unchanged(site_, key, version, next_);
    ++next_;
    return false;
  }

  // See List; `count`: rows of the whole list.
  std::uint32_t kept_head(std::uint32_t count) const noexcept { return touched_begin_ < count ? touched_begin_ : count; }
  std::uint32_t kept_tail(std::uint32_t count) const noexcept {
    const std::uint32_t head = kept_head(count);
    const std::uint32_t begin = touched_end_ > head ? touched_end_ : head;
    if (begin >= count || next_ != sent_.count) return 0;  // rows are missing at the end: the last ones stand elsewhere now
    const std::uint32_t tail = count - begin;
    return tail < sent_.count - head ? tail : sent_.count - head;  // a repeated key must not count twice
  }

 private:
  SentRows sent_;
  SkipMemory* memory_ = nullptr;
  SiteId site_ = 0;
  std::uint32_t next_ = 0;  // the row of sent_ that is expected
  std::uint32_t touched_begin_ = 0xffff'ffff;
  std::uint32_t touched_end_ = 0;
};

}  // namespace golive::detail
