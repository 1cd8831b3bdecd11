#include "testing/event_payload.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <charconv>
#include <cstdint>

#include "base/header_text.h"
#include "testing/form_data.h"

namespace golive::testing {
namespace {

namespace json = boost::json;

std::string_view name_of(Node element) { return element.attribute("name").value_or(""); }

bool is_tick(Node element) {
  const auto type = element.attribute("type");
  return type && equal_ignoring_case(*type, "checkbox");
}
bool is_multiple(Node element) { return element.attribute("multiple").has_value(); }

// ECMA-262, "array index": these members come first in an object, in order.
std::optional<std::uint32_t> array_index(std::string_view name) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value);
  const bool plain = error == std::errc() && end == name.data() + name.size() && (name.size() == 1 || name.front() != '0');
  return plain && value != 0xFFFFFFFFu ? std::optional(value) : std::nullopt;
}

json::object in_order(json::object members) {
  std::vector<std::pair<std::uint32_t, std::string>> indexes;
  for (const auto& member : members)
    if (const auto index = array_index(member.key())) indexes.emplace_back(*index, std::string(member.key()));
  if (indexes.empty()) return members;
  std::ranges::sort(indexes);
  json::object ordered;
  for (const auto& [index, name] : indexes) ordered[name] = std::move(members.at(name));
  for (auto& member : members)
    if (!array_index(member.key())) ordered[member.key()] = std::move(member.value());
  return ordered;
}

// One member of a form's payload; none: JSON leaves it out.
std::optional<json::value> field(const ControlState& state, std::string_view name, const std::vector<FormEntry>& entries,
                                 const std::vector<Node>& controls) {
  json::array values;
  for (const FormEntry& entry : entries)
    if (entry.name == name) values.emplace_back(entry.value);
  std::vector<Node> named = controls;
  std::erase_if(named, [&](Node control) { return name_of(control) != name; });
  const auto ticks = std::ranges::count_if(named, is_tick);
  if (name.ends_with("[]") || values.size() > 1 || ticks > 1 || std::ranges::any_of(named, is_multiple)) return values;
  if (ticks == 1 && named.size() == 1) return control_value(state, named.front());
  return values.empty() ? std::nullopt : std::optional(std::move(values.front()));
}

}  // namespace

json::object lv_values(Node element) {
  constexpr std::string_view kPrefix = "lv-value-";
  json::object fields;
  for (const Attribute& attribute : element.attributes()) {
    if (!attribute.name.starts_with(kPrefix)) continue;
    const std::string_view name = attribute.name.substr(kPrefix.size());
    if (name != "__proto__") fields[name] = attribute.value;  // what JavaScript makes of that is no member
  }
  return in_order(std::move(fields));
}

json::value click_payload(Node element) {
  json::object fields = lv_values(element);
  if (const auto value = element.attribute("value")) fields["value"] = *value;
  if (fields.empty()) return nullptr;
  return in_order(std::move(fields));
}

json::value control_value(const ControlState& state, Node control) {
  if (is_tick(control)) {
    const bool on = state.checked(control);
    if (!control.attribute("value") || !on) return on;
    return json::string(state.value(control));
  }
  if (!control.is_html(Tag::select) || !is_multiple(control)) return json::string(state.value(control));
  json::array values;
  for (const Node option : state.selected_options(control)) values.emplace_back(option_value(option));
  return values;
}

json::object control_payload(const ControlState& state, Node control) {
  json::object fields = lv_values(control);
  fields["value"] = control_value(state, control);
  fields["name"] = name_of(control);
  return fields;
}

json::object focus_payload(const ControlState& state, Node element, Node target) {
  json::object fields = lv_values(element);
  if (target && is_control(target)) fields["value"] = control_value(state, target);
  return fields;
}

json::object key_payload(const ControlState& state, Node element, Node target, const KeyPress& press) {
  json::object fields = focus_payload(state, element, target);
  fields["key"] = press.key;
  if (press.alt) fields["alt"] = true;
  if (press.ctrl) fields["ctrl"] = true;
  if (press.meta) fields["meta"] = true;
  if (press.shift) fields["shift"] = true;
  if (press.repeat) fields["repeat"] = true;
  return fields;
}

json::object form_payload(const ControlState& state, Node form, Node submitter, Node target) {
  const std::vector<FormEntry> entries = form_data(state, form, submitter);
  std::vector<Node> controls = form_elements(form);
  std::erase_if(controls, [](Node control) { return name_of(control).empty() || is_disabled(control); });
  std::vector<std::string_view> names;
  const auto add = [&](std::string_view name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const FormEntry& entry : entries) add(entry.name);
  for (const Node control : controls)
    if (is_tick(control) || is_multiple(control)) add(name_of(control));

  json::object fields;
  for (auto& member : lv_values(form)) {
    const std::string_view name = member.key();
    if (std::ranges::find(names, name) == names.end() || field(state, name, entries, controls)) fields[name] = std::move(member.value());
  }
  for (const std::string_view name : names)
    if (auto value = field(state, name, entries, controls)) fields[name] = std::move(*value);
  if (target) fields["_target"] = name_of(target);
  return in_order(std::move(fields));
}

}  // namespace golive::testing
