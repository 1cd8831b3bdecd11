#pragma once
// The walk of a new tree against the memory: writes what differs and brings the memory up to date in the same step.
#include <string>

#include "diff/builder.h"
#include "diff/json_object.h"
#include "diff/list_match.h"
#include "diff/templates.h"

namespace golive::diff {

class SharedMemory;

class Differ {
 public:
  Differ(Shared& shared, Templates& sent, std::string& out) noexcept : shared_(shared), sent_(sent), out_(out) {}

  // Of an instance whose template is unchanged. `object` is open afterwards if anything differed; the caller closes it.
  void cells(const detail::Instance& fresh, Cell* cells, JsonObject& object);

 private:
  void node(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot);
  void instance(const detail::Instance& fresh, const detail::Kept* memo, const detail::Value& value, Cell& cell, JsonObject& parent,
                std::uint32_t slot);
  void shared(SharedMemory& seen, JsonObject& parent, std::uint32_t slot);
  void replace(const detail::Value& fresh, Cell& cell, JsonObject& parent, std::uint32_t slot);

  void list(const detail::Value& value, const detail::List& given, Cell& cell, JsonObject& parent, std::uint32_t slot);
  void operations(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object);
  void insert(const detail::List& fresh, ListMemory& old, std::uint32_t begin, std::uint32_t end);
  void updates(const detail::List& fresh, ListMemory& old, const ListMatch& match, JsonObject& object);
  void row(const detail::Row& fresh, ListMemory& old, std::uint32_t i, JsonObject& updates);

  Shared& shared_;
  Templates& sent_;
  std::string& out_;
};

}  // namespace golive::diff
