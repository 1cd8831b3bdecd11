#pragma once
// Before a tree with kept parts is compared: does each of them stand where the memory has the part it stands for?
#include "diff/instance_memory.h"
#include "diff/list_memory.h"
#include "diff/sites.h"
#include "golive/detail/tree.h"

namespace golive::diff {

class KeptCheck {
 public:
  explicit KeptCheck(Sites& sites) noexcept : sites_(sites) {}

  // True if every kept part of `fresh` can be taken from `memory`. Costs a visit of the node slots, not of the texts. A false answer for a
  // tree that would fit is possible (rows far from their old place) and only costs another render.
  bool fits(const detail::Instance& fresh, const InstanceMemory& memory) const noexcept;

 private:
  bool cells(const detail::Instance& fresh, const Cell* cells) const noexcept;
  bool node(const detail::Value& fresh, Cell cell) const noexcept;
  bool list(const detail::List& fresh, Cell cell) const noexcept;
  bool row(const detail::Row& fresh, const ListMemory& old, KeyCursor& cursor) const noexcept;

  Sites& sites_;
};

// Does any part of it rest on memory?
bool holds_kept(const detail::Instance& instance) noexcept;

}  // namespace golive::diff
