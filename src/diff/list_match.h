#pragma once
// How a new list came from the one that is remembered: which rows went, came, moved and stayed.
//
// Rows [prefix, fresh_end) of the new list take the place of rows [prefix, old_end); outside both are the same rows in the same order.
#include <cstdint>

#include "diff/list_memory.h"
#include "diff/scratch.h"
#include "golive/detail/tree.h"

namespace golive::diff {

// Can `fresh` be said as operations on `old`, or must it replace it? Needs rows on both sides, keys of one kind and, in a list of one
// template, that template. `exactly`: in a list of several templates, several of them.
bool fits_list(const detail::List& fresh, const ListMemory& old, bool exactly = false) noexcept;
// Is row `i` still this row, so that it can be updated in place?
bool fits_row(const detail::Row& fresh, const ListMemory& old, std::uint32_t i) noexcept;

struct ListMatch {
  enum class Outcome : std::uint8_t { operations, nothing_survives, duplicates };

  std::uint32_t prefix = 0;
  std::uint32_t old_end = 0;
  std::uint32_t fresh_end = 0;
  const std::uint32_t* from = nullptr;     // of the new rows in the window: the old place, or kNowhere
  const std::uint32_t* removed = nullptr;  // old places
  std::uint32_t removed_count = 0;
  Outcome outcome = Outcome::operations;

  // Of lists that fit. What it points to lives as long as `frame`.
  static ListMatch of(const detail::List& fresh, const ListMemory& old, Hash hash_key, Scratch::Frame& frame);

  bool is_empty() const noexcept { return prefix == old_end && prefix == fresh_end; }
  std::uint32_t count() const noexcept { return fresh_end - prefix; }
  bool inserted(std::uint32_t row) const noexcept { return row >= prefix && row < fresh_end && from[row - prefix] == kNowhere; }
  // Of a row that is not new.
  std::uint32_t old_place(std::uint32_t row) const noexcept {
    if (row < prefix) return row;
    return row < fresh_end ? from[row - prefix] : row - fresh_end + old_end;
  }
};

}  // namespace golive::diff
