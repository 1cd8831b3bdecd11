#pragma once
// Rows of a new list by key: an open-addressing table in scratch space.
#include <bit>
#include <cstdint>

#include "diff/hash.h"
#include "diff/list_memory.h"
#include "diff/scratch.h"
#include "golive/detail/tree.h"

namespace golive::diff {

class KeyIndex {
 public:
  KeyIndex(Scratch::Frame& frame, Hash hash_key, const detail::Row* rows, std::uint32_t count)
      : rows_(rows), hash_key_(hash_key), mask_(std::bit_ceil(2 * count + 2) - 1), slots_(frame.take<std::uint32_t>(mask_ + 1)) {
    for (std::uint32_t i = 0; i <= mask_; ++i) slots_[i] = kNowhere;
  }

  // Enters row `i`; false if a row with its key is there already.
  bool insert(std::uint32_t i) noexcept {
    std::uint32_t& slot = slot_of(rows_[i].key);
    if (slot != kNowhere) return false;
    slot = i;
    return true;
  }
  std::uint32_t find(const detail::Value& key) const noexcept { return slot_of(key); }

 private:
  std::uint32_t& slot_of(const detail::Value& key) const noexcept {
    auto at = static_cast<std::uint32_t>(hash_scalar(hash_key_, key)) & mask_;
    while (slots_[at] != kNowhere && !same_key(rows_[slots_[at]].key, key)) at = (at + 1) & mask_;
    return slots_[at];
  }

  const detail::Row* rows_;
  Hash hash_key_;
  std::uint32_t mask_;
  std::uint32_t* slots_;
};

}  // namespace golive::diff
