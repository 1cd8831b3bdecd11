#pragma once
// What differs between a new tree and the memory, in LiveView's shape.
//
// A list is told by places, not by keys: {"k":{"0":{"1":"x"},"1":0,"2":[1,{"0":"y"}],"kc":3,"km":true}}. Each row that stands elsewhere
// than before is named, so that a row put in front of 10,000 costs 10,000 numbers; that is LiveView's form, not the memory's.
#include <string>

#include "diff/diff_walk.h"
#include "diff/phoenix_writer.h"

namespace golive::diff {

class PhoenixDiffer : public DiffWalk<PhoenixDiffer> {
 public:
  PhoenixDiffer(Shared& shared, PhoenixStatics& statics, std::string& out) noexcept
      : DiffWalk(shared), statics_(statics), writer_(out, statics, false), out_(out) {}

 private:
  friend DiffWalk;
  void changed(const detail::SlotInfo& slot, const detail::Value& value) { writer_.slot(slot, value); }
  void shared(SharedMemory& seen, JsonObject& parent, std::uint32_t slot);
  void replace(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot);
  void rows(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object);

  void entries(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object);
  void insert(const detail::Row& fresh, ListMemory& list, std::uint32_t i, JsonObject& rows);
  void move(const detail::Row& fresh, ListMemory& list, std::uint32_t i, std::uint32_t from, bool was_separated, JsonObject& rows);
  void update(const detail::Row& fresh, ListMemory& list, std::uint32_t i, bool was_separated, JsonObject& row);

  PhoenixStatics& statics_;
  PhoenixWriter writer_;
  std::string& out_;
};

// The diff of a view or, `piece`, of a part of it; with the statics it uses. `object` is open afterwards if anything differed.
void write_phoenix_diff(Shared& shared, const detail::Instance& root, Cell* cells, JsonObject& object, bool piece);

}  // namespace golive::diff
