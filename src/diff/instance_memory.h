#pragma once
// What is remembered of an instance: its template and a cell a slot, in one block.
#include <cstddef>
#include <cstdint>
#include <memory>

#include "diff/cell.h"
#include "golive/detail/tree.h"

namespace golive::diff {

class Sites;

// Equal templates of different call sites are one template to the browser.
inline bool same_template(const detail::TemplateInfo& a, const detail::TemplateInfo& b) noexcept {
  return &a == &b || a.fingerprint == b.fingerprint;
}

class InstanceMemory {
 public:
  // Empty cells. The caller owns it: destroy() it, or put it into a cell that is destroyed.
  static InstanceMemory* make(const detail::TemplateInfo& info);
  static void destroy(InstanceMemory* instance, Sites* sites) noexcept;
  // The same cells, and copies of what they own. Of no memo, and without shared parts.
  InstanceMemory* clone() const;

  const detail::TemplateInfo& info() const noexcept { return *info_; }
  Cell* cells() noexcept { return reinterpret_cast<Cell*>(this + 1); }
  const Cell* cells() const noexcept { return reinterpret_cast<const Cell*>(this + 1); }

  detail::SiteId site = 0;    // of the memo that made it; 0: none
  std::uint64_t version = 0;  // of the memo

 private:
  explicit InstanceMemory(const detail::TemplateInfo& info) noexcept : info_(&info) {}

  const detail::TemplateInfo* info_;
};

// Destroys what the node cells of one instance own and empties all its cells.
void clear_cells(const detail::TemplateInfo& info, Cell* cells, Sites* sites) noexcept;
// Copies of what the node cells own: `to` is empty and owns what was made at every moment.
void clone_cells(const detail::TemplateInfo& info, const Cell* from, Cell* to);
// Destroys what one node cell owns and empties it.
void clear_node(Cell& cell, Sites* sites) noexcept;

Hash digest_cells(Hash key, const detail::TemplateInfo& info, const Cell* cells) noexcept;
std::size_t heap_bytes(const InstanceMemory& instance) noexcept;
std::size_t heap_bytes_of_cells(const detail::TemplateInfo& info, const Cell* cells) noexcept;

}  // namespace golive::diff
