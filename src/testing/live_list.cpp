#include <algorithm>
#include <boost/json.hpp>
#include <ranges>
#include <unordered_set>

#include "diff/tree_keys.h"
#include "testing/frame.h"
#include "testing/live_patch.h"
#include "testing/wire_value.h"

namespace golive::testing {
namespace json = boost::json;

LivePatch::RowParts LivePatch::parts_of(const RowList& list, const json::array& row, NumberRoom& room) const {
  const bool mixed = list.form.empty();
  if (row.size() < (mixed ? 2u : 1u)) throw FrameError("not a row: " + shown(row));
  const LiveTemplate& form = templates_.find(mixed ? string_of(row[1], "the template of a row") : std::string_view(list.form));
  return {key_of(row[0], room), form, mixed ? 2u : 1u};
}

void LivePatch::add_row(RowList& list, std::string_view key, Instance&& instance) const {
  if (!list.rows.try_emplace(std::string(key), std::move(instance), frame_).second)
    throw FrameError("the key " + std::string(key) + " is in its list twice");
}

void LivePatch::create_rows(RowList& list, Values rows, Spot spot) {
  NumberRoom room;
  for (const Json& each : rows) {
    const json::array& row = array_of(each, "a row");
    const RowParts parts = parts_of(list, row, room);
    add_row(list, parts.key, create(parts.form, values_from(row, parts.from), spot));
  }
}

Row& LivePatch::find(RowList& list, std::string_view key) {
  const auto found = list.rows.find(key);
  if (found == list.rows.end()) throw FrameError("there is no row " + std::string(key));
  return found->second;
}

void LivePatch::remove_row(RowList& list, std::string_view key) {
  remove(find(list, key).instance);
  list.rows.erase(list.rows.find(key));
}

void LivePatch::patch_list(RowList& list, Node end, const json::object& diff) {
  if (const json::value* const operations = diff.if_contains(wire::kOperations))
    for (const Json& each : array_of(*operations, "operations")) operate(list, end, array_of(each, "an operation"));
  const json::value* const updates = diff.if_contains(wire::kUpdates);
  if (diff.size() != (diff.contains(wire::kOperations) ? 1u : 0u) + (updates != nullptr ? 1u : 0u))
    throw FrameError("not the diff of a list: " + shown(diff));
  if (updates == nullptr) return;
  for (const auto& [key, each] : object_of(*updates, "updates")) {
    Row& row = find(list, key);
    if (row.since == frame_) throw FrameError("the row " + std::string(key) + " is inserted and updated at once");
    patch(row.instance, object_of(each, "the diff of a row"));
  }
}

void LivePatch::operate(RowList& list, Node end, const json::array& operation) {
  const std::string_view name = operation.empty() ? "" : string_of(operation[0], "an operation");
  NumberRoom room;
  if (name == wire::kRemove) {
    for (const Json& key : values_from(operation, 1)) remove_row(list, key_of(key, room)), ++counts_.removed;
    return;
  }
  if ((name != wire::kInsert && name != wire::kMove) || operation.size() < 2) throw FrameError("not an operation: " + shown(operation));
  const Node before = operation[1].is_null() ? end : find(list, key_of(operation[1], room)).instance.first;
  if (name == wire::kInsert) insert_rows(list, before, values_from(operation, 2));
  else move_rows(list, before, values_from(operation, 2));
}

void LivePatch::insert_rows(RowList& list, Node before, Values rows) {
  create_rows(list, rows, {before.parent(), before});
  counts_.inserted += rows.size();
}

void LivePatch::move_rows(RowList& list, Node before, Values keys) {
  NumberRoom room;
  for (const Json& key : keys) {
    const Instance& row = find(list, key_of(key, room)).instance;
    if (row.first == before) throw FrameError("the row " + std::string(key_of(key, room)) + " is to be moved before itself");
    move(row, before);
    ++counts_.moved;
  }
}

void LivePatch::move(const Instance& row, Node before) {
  if (row.last.next() == before || row.first == before) return;
  const Node parent = before.parent();
  for (Node node = row.first; node;) {
    const Node next = node == row.last ? Node() : node.next();
    page_.insert(node, parent, before);
    node = next;
  }
}

// From the end, so that rows put to either end meanwhile move no other.
void LivePatch::reset_list(RowList& list, Node end, Values rows) {
  NumberRoom room;
  std::unordered_set<std::string> wanted;
  for (const Json& row : rows) {
    const std::string_view key = parts_of(list, array_of(row, "a row"), room).key;
    if (!wanted.emplace(key).second) throw FrameError("the key " + std::string(key) + " is in its list twice");
  }
  for (auto row = list.rows.begin(); row != list.rows.end();) {
    if (wanted.contains(row->first)) {
      ++row;
      continue;
    }
    remove(row->second.instance);
    row = list.rows.erase(row);
  }
  Node before = end;
  for (const Json& each : std::views::reverse(rows)) {
    const json::array& values = each.get_array();
    const RowParts parts = parts_of(list, values, room);
    const auto found = list.rows.find(parts.key);
    if (found != list.rows.end()) move(found->second.instance, before);
    if (found == list.rows.end() || !reset(found->second.instance, parts.form, values_from(values, parts.from))) {
      Instance made = create(parts.form, values_from(values, parts.from), {before.parent(), before});
      if (found != list.rows.end()) remove(found->second.instance), list.rows.erase(found);
      before = made.first;
      add_row(list, parts.key, std::move(made));
    } else {
      before = found->second.instance.first;
    }
  }
}

}  // namespace golive::testing
