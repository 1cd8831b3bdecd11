#include "testing/form_fields.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/nearest_name.h"
#include "golive/testing/failure.h"
#include "testing/control_markup.h"
#include "testing/excerpt.h"
#include "testing/step.h"

namespace golive::testing {
namespace {

std::string_view attribute_of(Node node, std::string_view name) { return node.attribute(name).value_or(std::string_view()); }

bool is_field(Node node) {
  if (!is_control(node) || attribute_of(node, "name").empty()) return false;
  if (!node.is_html(Tag::input)) return true;
  const InputType type = input_type(node);
  return type != InputType::hidden && type < InputType::submit;
}

std::vector<Node> fields_of(Node form) {
  std::vector<Node> fields = form_elements(form);
  std::erase_if(fields, [](Node node) { return !is_field(node); });
  return fields;
}

// Of the fields' names or values: the one that may have been meant, with the markup round it, or all.
std::string nearest_or_all(std::string_view wanted, const std::vector<Node>& fields, std::string_view attribute) {
  std::vector<std::string_view> choices;
  std::string all;
  for (const Node field : fields) {
    const std::string_view choice = attribute_of(field, attribute);
    if (std::ranges::find(choices, choice) != choices.end()) continue;
    choices.push_back(choice);
    all += (all.empty() ? ": there are " : ", ") + quoted(choice);
  }
  const std::string_view nearest = nearest_name(wanted, choices);
  if (nearest.empty()) return all;
  const Node meant = *std::ranges::find(fields, nearest, [&](Node field) { return attribute_of(field, attribute); });
  return "   did you mean " + quoted(nearest) + "?\n" + surroundings(meant);
}

}  // namespace

FieldChange change_of(Node form, const Field& field) {
  if (!is_named(form, "form")) throw Failure(excerpt(form) + " is no form");
  const std::vector<Node> fields = fields_of(form);
  std::vector<Node> named = fields;
  std::erase_if(named, [&](Node node) { return attribute_of(node, "name") != field.name; });
  if (named.empty()) throw Failure("the form has no field " + quoted(field.name) + nearest_or_all(field.name, fields, "name"));
  if (!std::ranges::all_of(named, can_be_ticked)) {
    if (named.size() == 1) return {named.front(), field.value};
    throw Failure(std::to_string(named.size()) + " fields of the form are named " + quoted(field.name) + "; change() the one you mean");
  }
  if (named.size() == 1 && is_input(named.front(), InputType::checkbox)) return {named.front(), field.value};
  const auto meant = std::ranges::find(named, field.value, [](Node node) { return attribute_of(node, "value"); });
  if (meant == named.end())
    throw Failure("no field " + quoted(field.name) + " has the value " + quoted(field.value) + nearest_or_all(field.value, named, "value"));
  return {*meant, "on"};
}

}  // namespace golive::testing
