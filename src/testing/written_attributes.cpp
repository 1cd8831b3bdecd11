#include "testing/written_attributes.h"

#include <algorithm>
#include <boost/json.hpp>

#include "testing/class_list.h"
#include "testing/wire_value.h"

namespace golive::testing {
namespace {

namespace json = boost::json;
using Text = std::optional<std::string_view>;

void set_or_remove(DocumentEditor& page, Node element, std::string_view name, Text value) {
  if (value) page.set_attribute(element, name, *value);
  else page.remove_attribute(element, name);
}

std::vector<std::string_view> words_of(Text text) { return text ? words(*text) : std::vector<std::string_view>(); }

void change_class(DocumentEditor& page, Node element, Text was, Text now) {
  if (element.attribute("class") == was) return set_or_remove(page, element, "class", now);
  const std::vector<std::string_view> wanted = words_of(now);
  std::vector<std::string_view> gone = words_of(was);
  std::erase_if(gone, [&](std::string_view word) { return has_word(wanted, word); });
  change_classes(page, element, gone, wanted);
}

const std::optional<std::string>* find(const Written& set, std::string_view name) {
  const auto found = std::ranges::find(set, name, &Written::value_type::first);
  return found == set.end() ? nullptr : &found->second;
}

Text value_in(const Written& set, std::string_view name) {
  const auto* const found = find(set, name);
  return found != nullptr && *found ? Text(**found) : Text();
}

void write_one(DocumentEditor& page, Node element, std::string_view name, Text was, Text now) {
  if (name == "class") change_class(page, element, was, now);
  else if (was != now) set_or_remove(page, element, name, now);
}

}  // namespace

void write_attribute(DocumentEditor& page, Node element, std::string_view name, const json::value& value) {
  NumberRoom room;
  set_or_remove(page, element, name, attribute_of(value, room));
}

void write_classes(DocumentEditor& page, Held& slot, const json::value& value) {
  NumberRoom room;
  const Text wanted = attribute_of(value, room);
  std::optional<std::string>& was = slot.written->front().second;
  if (was != wanted) change_class(page, slot.node, was ? Text(*was) : Text(), wanted);
  if (wanted) was = *wanted;
  else was.reset();
}

Written written_of(const json::value& set) {
  Written made;
  if (set.is_null()) return made;
  NumberRoom room;
  for (const auto& [name, value] : object_of(set, "an attribute set")) {
    const Text text = attribute_of(value, room);
    made.emplace_back(name, text ? std::optional<std::string>(*text) : std::nullopt);
  }
  return made;
}

void write_set(DocumentEditor& page, Held& slot, const json::value& value) {
  Written wanted = written_of(value);
  const Written& was = *slot.written;
  for (const auto& [name, text] : was) write_one(page, slot.node, name, text ? Text(*text) : Text(), value_in(wanted, name));
  for (const auto& [name, text] : wanted)
    if (find(was, name) == nullptr) write_one(page, slot.node, name, {}, text ? Text(*text) : Text());
  *slot.written = std::move(wanted);
}

}  // namespace golive::testing
