#pragma once
// What differs between a new tree and the memory, in the native form.
#include <string>

#include "diff/diff_walk.h"
#include "diff/templates.h"

namespace golive::diff {

class Differ : public DiffWalk<Differ> {
 public:
  Differ(Shared& shared, Templates& sent, std::string& out) noexcept : DiffWalk(shared), sent_(sent), out_(out) {}

 private:
  friend DiffWalk;
  void changed(const detail::SlotInfo& slot, const detail::Value& value);
  void shared(SharedMemory& seen, JsonObject& parent, std::uint32_t slot);
  void replace(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot);
  void rows(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object);

  void operations(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object);
  void insert(const detail::List& fresh, ListMemory& old, std::uint32_t begin, std::uint32_t end);
  void updates(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object);
  void row(const detail::Row& fresh, ListMemory& old, std::uint32_t i, JsonObject& updates);

  Templates& sent_;
  std::string& out_;
};

extern template class DiffWalk<Differ>;

}  // namespace golive::diff
