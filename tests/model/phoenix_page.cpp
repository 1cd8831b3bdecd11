#include "model/phoenix_page.h"

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace golive::model {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

[[noreturn]] void refuse(const std::string& why, const value& what) { throw std::runtime_error(why + ": " + boost::json::serialize(what)); }

// A tree or a list that stands for itself, other than a change of what is there.
bool is_whole(const value& part) { return !part.is_object() || part.get_object().contains("s"); }

// "s" may be the number of an array in the nearest "p" above; here it becomes the array.
void resolve(value& part, const object* templates) {
  if (part.is_array()) {
    for (value& each : part.get_array()) resolve(each, templates);
    return;
  }
  if (!part.is_object()) return;
  object& members = part.get_object();
  const value own = members.contains("p") ? members.at("p") : value();
  members.erase("p");
  if (own.is_object()) templates = &own.get_object();
  if (value* const statics = members.if_contains("s"); statics != nullptr && statics->is_int64()) {
    const std::string number = std::to_string(statics->get_int64());
    if (templates == nullptr || !templates->contains(number)) refuse("no such statics", part);
    *statics = templates->at(number);
  }
  for (auto& [key, member] : members)
    if (key != "s") resolve(member, templates);
}

void merge(value& target, const value& change);

std::int64_t count_of(const object& rows) {
  const value* const count = rows.if_contains("kc");
  if (count == nullptr || !count->is_int64()) refuse("a list without a count", rows);
  return count->get_int64();
}

// Places are read from how the list was before.
void merge_rows(object& rows, const object& changes) {
  const object before = rows;
  for (const auto& [place, change] : changes) {
    if (place == "kc" || place == "km") continue;
    const bool moved = change.is_int64() || change.is_array();
    if (moved && !changes.contains("km")) refuse("a move that was not announced", changes);
    if (!moved) {
      value& row = rows[place];
      if (row.is_null()) row = object();
      merge(row, change);
      continue;
    }
    const value& from = change.is_array() ? change.get_array().at(0) : change;
    const value* const old = before.if_contains(std::to_string(from.as_int64()));
    if (old == nullptr) refuse("a move from nowhere", changes);
    rows[place] = *old;
    if (change.is_array()) merge(rows[place], change.get_array().at(1));
  }
  const std::int64_t count = count_of(changes);
  for (std::int64_t place = count; place < count_of(before); ++place) rows.erase(std::to_string(place));
  rows["kc"] = count;
}

void merge(value& target, const value& change) {
  if (is_whole(change)) {
    target = change;
    return;
  }
  if (!target.is_object()) refuse("a change of what is not there", change);
  for (const auto& [key, member] : change.get_object()) {
    object& members = target.get_object();
    if (key == "k") {
      if (!members.contains("k")) refuse("a change of a list that is not there", change);
      merge_rows(members.at("k").get_object(), member.as_object());
    } else {
      merge(members[key], member);
    }
  }
}

void write(std::string& out, const value& part);

void write_slots(std::string& out, const object& slots, const array& statics) {
  for (std::size_t i = 0; i < statics.size(); ++i) {
    out += statics[i].as_string();
    if (i + 1 == statics.size()) continue;
    const value* const slot = slots.if_contains(std::to_string(i));
    if (slot == nullptr) refuse("slot " + std::to_string(i) + " is missing", slots);
    write(out, *slot);
  }
  if (slots.contains(std::to_string(statics.size() - 1))) refuse("more slots than statics", slots);
}

void write(std::string& out, const value& part) {
  if (part.is_string()) {
    out += part.get_string();
    return;
  }
  const object& members = part.as_object();
  if (!members.contains("s")) refuse("without statics", part);
  const array& statics = members.at("s").as_array();
  if (!members.contains("k")) return write_slots(out, members, statics);
  const object& rows = members.at("k").as_object();
  if (static_cast<std::int64_t>(rows.size()) - 1 - (rows.contains("km") ? 1 : 0) != count_of(rows)) refuse("rows and count differ", part);
  for (std::int64_t i = 0; i < count_of(rows); ++i) write_slots(out, rows.at(std::to_string(i)).as_object(), statics);
}

value read(std::string_view text) {
  value part = boost::json::parse(text, {}, {.max_depth = 128});
  resolve(part, nullptr);
  return part;
}

}  // namespace

void PhoenixPage::join(std::string_view rendered) { tree_ = read(rendered).as_object(); }

void PhoenixPage::apply(std::string_view diff) {
  value change = read(diff);
  // Not of the tree: the answer of a handler and events of the page.
  if (!is_whole(change)) change.as_object().erase("r");
  change.as_object().erase("e");
  value tree = tree_;
  merge(tree, change);
  tree_ = tree.as_object();
}

std::string PhoenixPage::html() const {
  std::string out;
  write(out, tree_);
  return out;
}

}  // namespace golive::model
