#pragma once
// What is remembered of a list: its keys in order, the cells of its rows, and their versions if it has any.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "diff/cell.h"
#include "golive/detail/tree.h"

namespace golive::diff {

class Sites;

inline constexpr std::uint32_t kNowhere = 0xffff'ffff;

inline bool same_key(const detail::Value& a, const detail::Value& b) noexcept {
  return a.kind == b.kind && (a.kind == detail::ValueKind::integer ? a.integer == b.integer : a.view() == b.view());
}

// Where a search for keys in the list's own order has got to, and how many further comparisons it may cost.
struct KeyCursor {
  std::uint32_t at = 0;
  std::uint32_t budget = 0;
};

class ListMemory {
 public:
  // `rows`: the template of every row; nullptr: rows of different templates, each cell then holds an instance.
  ListMemory(const detail::TemplateInfo* rows, bool text_keys) noexcept : rows_(rows), text_keys_(text_keys) {}

  const detail::TemplateInfo* row_template() const noexcept { return rows_; }
  bool has_text_keys() const noexcept { return text_keys_; }
  std::uint32_t count() const noexcept { return static_cast<std::uint32_t>(keys_.size()); }
  detail::SiteId site() const noexcept { return site_; }

  Cell* cells(std::uint32_t row) noexcept { return cells_.data() + row * stride(); }
  const Cell* cells(std::uint32_t row) const noexcept { return cells_.data() + row * stride(); }
  detail::Value key(std::uint32_t row) const noexcept;
  std::uint64_t version(std::uint32_t row) const noexcept { return versions_.empty() ? 0 : versions_[row]; }
  void set_version(std::uint32_t row, std::uint64_t version) noexcept {
    if (!versions_.empty()) versions_[row] = version;
  }

  bool key_is(std::uint32_t row, const detail::Value& key) const noexcept {
    if (!text_keys_) return key.kind == detail::ValueKind::integer && keys_[row] == static_cast<std::uint64_t>(key.integer);
    return key.kind == detail::ValueKind::text && text(keys_[row]) == key.view();
  }
  // Row of `key`, looking from the cursor on and stepping it past the row; kNowhere if it is not there or the budget is spent.
  std::uint32_t find(const detail::Value& key, KeyCursor& cursor) const noexcept;
  // Row of `key` outside [begin, end).
  std::uint32_t find_outside(const detail::Value& key, std::uint32_t begin, std::uint32_t end) const noexcept;
  KeyCursor cursor() const noexcept { return {0, 4096 + 4 * count()}; }
  std::uint32_t skip_budget = 0;  // of SkipMemory::unchanged
  // Nothing if the keys are texts or there are no versions.
  detail::SentRows sent_rows() const noexcept {
    if (text_keys_ || site_ == 0) return {};
    return {keys_.data(), versions_.data(), count()};
  }

  // Registers the list, and gives its rows versions, under `site`; 0: takes both away.
  void set_site(detail::SiteId site, Sites* sites);

  void reserve(std::uint32_t rows);
  // A row at the end with empty cells.
  void append(const detail::Value& key, std::uint64_t version);
  // Puts in place of rows [begin, end) the `fresh` ones. from[j]: the old row that becomes the j-th of them, or kNowhere for one with empty
  // cells. Cells of old rows that appear nowhere must have been cleared.
  void splice(std::uint32_t begin, std::uint32_t end, const detail::Row* fresh, const std::uint32_t* from, std::uint32_t count);
  void clear_row(std::uint32_t row, Sites* sites) noexcept;
  void clear(Sites* sites) noexcept;
  // The same keys and cells, and copies of what they own; without versions, and of no site.
  ListMemory* clone() const;

  Hash digest(Hash key) const noexcept;
  std::size_t heap_bytes() const noexcept;

 private:
  std::size_t stride() const noexcept { return rows_ == nullptr ? 1 : rows_->slot_count; }
  // A text key is an offset (upper half) and a size (lower half) in texts_.
  std::string_view text(std::uint64_t stored) const noexcept { return {texts_.data() + (stored >> 32), stored & 0xffff'ffff}; }
  std::uint64_t store(const detail::Value& key);
  void drop_unused_texts();
  std::uint32_t scan(const detail::Value& key, std::uint32_t begin, std::uint32_t end) const noexcept;

  const detail::TemplateInfo* rows_;
  detail::SiteId site_ = 0;
  bool text_keys_;
  std::uint32_t used_text_ = 0;  // bytes of texts_ that keys refer to
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint64_t> versions_;  // as many as keys, or none
  std::vector<Cell> cells_;              // stride() a row
  std::string texts_;
};

}  // namespace golive::diff
