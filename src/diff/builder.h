#pragma once
// Fills memory from a tree: what the page shows after a full tree, an inserted row or a replaced part.
#include <memory>

#include "diff/instance_memory.h"
#include "diff/list_memory.h"
#include "diff/sites.h"
#include "golive/detail/tree.h"

namespace golive::diff {

// What all parts of one Memory share.
struct Shared {
  Hash hash_key;
  bool verify;
  bool for_many;  // see Memory
  std::unique_ptr<Sites>& sites;

  Sites& sites_now() {
    if (!sites) sites = std::make_unique<Sites>();
    return *sites;
  }
};

class Builder {
 public:
  explicit Builder(Shared& shared) noexcept : shared_(shared) {}

  // `cells`, `cell`, row `i`: empty. They own what is made at every moment, so that an exception leaks nothing.
  void cells(const detail::Instance& instance, Cell* cells);
  void node(const detail::Value& value, Cell& cell);
  void row(const detail::Row& row, ListMemory& list, std::uint32_t i);

  // A list with equal keys was met; its first row of each key is what was remembered.
  bool found_duplicates() const noexcept { return found_duplicates_; }

 private:
  void instance(const detail::Instance& instance, Cell& cell);
  void list(const detail::List& list, Cell& cell);

  Shared& shared_;
  bool found_duplicates_ = false;
};

// The hash of a text, attribute, content or attribute-set slot.
inline Cell cell_of(Hash hash_key, const detail::Value& value) noexcept {
  if (value.kind == detail::ValueKind::attribute_set) return Cell::of_hash(hash_attributes(hash_key, *value.attributes));
  return Cell::of_hash(hash_scalar(hash_key, value));
}
inline Cell raw_cell_of(Hash hash_key, const detail::Value& raw) noexcept { return Cell::of_raw(hash_bytes(hash_key, raw.view())); }

// Makes `memory` the memo `site`, or no memo for site 0.
void set_memo(InstanceMemory& memory, detail::SiteId site, std::uint64_t version, Shared& shared);

}  // namespace golive::diff
