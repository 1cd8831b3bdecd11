#include "testing/control_markup.h"

#include <algorithm>
#include <iterator>

#include "base/header_text.h"
#include "testing/utf16_length.h"
#include "testing/visible_text.h"

namespace golive::testing {
namespace {

constexpr std::string_view kTypes[] = {"hidden", "text",  "search",         "tel",    "url",   "email", "password", "date",  "month",
                                       "week",   "time",  "datetime-local", "number", "range", "color", "checkbox", "radio", "file",
                                       "submit", "image", "reset",          "button"};
static_assert(std::size(kTypes) == static_cast<std::size_t>(InputType::button) + 1);

bool is_html(Node node) { return node && node.is_element() && node.ns() == Namespace::html; }

bool is_labelable(Node node) {
  if (node.is_html(Tag::input)) return input_type(node) != InputType::hidden;
  return node.is_html(Tag::button) || node.is_html(Tag::select) || node.is_html(Tag::textarea) || is_named(node, "meter") ||
         is_named(node, "output") || is_named(node, "progress");
}

bool is_within_first_legend(Node fieldset, Node element) {
  for (Node child = fieldset.first_child(); child; child = child.next())
    if (is_named(child, "legend")) return contains(child, element);
  return false;
}

}  // namespace

bool is_named(Node node, std::string_view name) { return is_html(node) && node.name() == name; }

Node closest_named(Node node, std::string_view name) {
  return closest(node, [&](Node each) { return is_named(each, name); });
}

Node closest_with(Node node, std::string_view attribute) {
  return closest(node, [&](Node each) { return each.attribute(attribute).has_value(); });
}

bool contains(Node outer, Node inner) {
  while (inner && inner != outer) inner = inner.parent();
  return static_cast<bool>(inner);
}

Node top_of(Node node) {
  for (Node parent = node.parent(); parent; parent = node.parent()) node = parent;
  return node;
}

Node element_by_id(Node top, std::string_view id) {
  if (id.empty()) return {};
  for (Node node = top; node; node = node.after(top))
    if (node.is_element() && node.attribute("id") == id) return node;
  return {};
}

InputType input_type(Node input) {
  const auto given = input.attribute("type");
  if (!given) return InputType::text;
  const auto* const found = std::ranges::find_if(kTypes, [&](std::string_view type) { return equal_ignoring_case(type, *given); });
  return found == std::end(kTypes) ? InputType::text : static_cast<InputType>(found - kTypes);
}

std::string_view name_of(InputType type) { return kTypes[static_cast<std::size_t>(type)]; }

bool is_input(Node node, InputType type) { return node && node.is_html(Tag::input) && input_type(node) == type; }

bool is_control(Node node) {
  return node && node.is_element() && is_one_of(node.tag(), Tag::input, Tag::textarea, Tag::select) && node.ns() == Namespace::html;
}

bool can_be_ticked(Node node) { return is_input(node, InputType::checkbox) || is_input(node, InputType::radio); }

bool has_own_value(Node control) {
  if (control.is_html(Tag::textarea)) return true;
  if (!control.is_html(Tag::input)) return false;
  const InputType type = input_type(control);
  return type >= InputType::text && type <= InputType::color;
}

bool is_reset_button(Node node) {
  if (is_input(node, InputType::reset)) return true;
  const auto type = node.is_html(Tag::button) ? node.attribute("type") : std::nullopt;
  return type && equal_ignoring_case(*type, "reset");
}

bool is_submit_button(Node node) {
  if (!is_html(node)) return false;
  if (node.tag() == Tag::input) return input_type(node) == InputType::submit || input_type(node) == InputType::image;
  if (node.tag() != Tag::button) return false;
  // 4.10.6: the "auto" state, of no or an unknown type, does not submit if the button commands another element.
  const auto type = node.attribute("type");
  if (type && equal_ignoring_case(*type, "submit")) return true;
  if (type && (equal_ignoring_case(*type, "button") || equal_ignoring_case(*type, "reset"))) return false;
  return !node.attribute("command") && !node.attribute("commandfor");
}

bool is_listed(Node node) {
  return is_html(node) && (is_one_of(node.tag(), Tag::button, Tag::fieldset, Tag::input, Tag::object, Tag::select, Tag::textarea) ||
                           node.name() == "output");
}

bool is_text_field(Node node) {
  if (!is_html(node)) return false;
  if (node.tag() == Tag::textarea) return true;
  if (node.tag() != Tag::input) return false;
  const InputType type = input_type(node);
  return (type >= InputType::text && type <= InputType::password) || type == InputType::number;
}

bool blocks_implicit_submission(Node input) {
  if (!is_html(input) || input.tag() != Tag::input) return false;
  const InputType type = input_type(input);
  return is_text_field(input) && type <= InputType::number;
}

bool is_disabled(Node element) { return static_cast<bool>(disabled_by(element)); }

bool is_disabled_control(Node element) { return !element.is_html(Tag::fieldset) && is_disabled(element); }

Node disabled_by(Node element) {
  if (!is_html(element)) return {};
  if (element.tag() == Tag::option || element.tag() == Tag::optgroup) {
    if (is_option_disabled(element)) return element.attribute("disabled") ? element : closest_with(element, "disabled");
    const Node select = closest_named(element, "select");  // its own groups and options are disabled with it
    return select ? disabled_by(select) : Node();
  }
  if (!is_one_of(element.tag(), Tag::button, Tag::input, Tag::select, Tag::textarea, Tag::fieldset)) return {};
  if (element.attribute("disabled")) return element;
  for (Node outer = element.parent(); outer; outer = outer.parent())
    if (outer.is_html(Tag::fieldset) && outer.attribute("disabled") && !is_within_first_legend(outer, element)) return outer;
  return {};
}

bool is_option_disabled(Node option) {
  if (option.attribute("disabled")) return true;
  if (!option.is_html(Tag::option)) return false;
  for (Node outer = option.parent(); outer && !outer.is_html(Tag::select); outer = outer.parent())
    if (outer.is_html(Tag::optgroup)) return outer.attribute("disabled").has_value();
  return false;
}

Node form_owner(Node element) {
  if (element.is_html(Tag::option)) element = select_of(element);
  else if (is_named(element, "label")) element = label_control(element);
  if (!element) return {};
  if (is_listed(element)) {
    if (const auto id = element.attribute("form")) {
      const Node named = element_by_id(top_of(element), *id);
      return named && named.is_html(Tag::form) ? named : Node();
    }
  }
  return closest_named(element.parent(), "form");
}

std::vector<Node> owned_elements(Node form) {
  std::vector<Node> found;
  const Node top = top_of(form);
  for (Node node = top; node; node = node.after(top))
    if (is_listed(node) && form_owner(node) == form) found.push_back(node);
  return found;
}

std::vector<Node> form_elements(Node form) {
  std::vector<Node> found = owned_elements(form);
  std::erase_if(found, [](Node node) { return is_input(node, InputType::image); });
  return found;
}

Node label_control(Node label) {
  if (const auto id = label.attribute("for")) {
    const Node named = element_by_id(top_of(label), *id);
    return named && is_labelable(named) ? named : Node();
  }
  for (Node node = label.after(label); node; node = node.after(label))
    if (node.is_element() && is_labelable(node)) return node;
  return {};
}

std::vector<Node> options_of(Node select) {
  std::vector<Node> found;
  Node node = select.after(select);
  while (node) {
    const bool is_option = node.is_html(Tag::option);
    if (is_option) found.push_back(node);
    const bool closed = is_option || node.is_html(Tag::select) || is_named(node, "datalist");
    node = closed ? node.after_subtree(select) : node.after(select);
  }
  return found;
}

Node select_of(Node option) {
  for (Node outer = option.parent(); outer; outer = outer.parent()) {
    if (outer.is_html(Tag::select)) return outer;
    if (outer.is_html(Tag::option) || is_named(outer, "datalist")) return {};
  }
  return {};
}

std::size_t display_size(Node select) {
  const std::size_t size = length_limit(select, "size").value_or(0);
  return size > 0 ? size : select.attribute("multiple") ? 4 : 1;
}

std::string option_text(Node option) {
  std::string text;
  Node node = option;
  while (node) {
    if (node.kind() == NodeKind::text) text += node.text();
    const bool silent = node.is_element() && node.tag() == Tag::script;  // of HTML or SVG
    node = silent ? node.after_subtree(option) : node.after(option);
  }
  return without_needless_space(text);
}

std::string option_value(Node option) {
  const auto value = option.attribute("value");
  return value ? std::string(*value) : option_text(option);
}

Node option_named(Node select, std::string_view name) {
  const std::vector<Node> options = options_of(select);
  for (const auto& text_of : {option_value, option_text}) {
    const auto found = std::ranges::find_if(options, [&](Node option) { return text_of(option) == name; });
    if (found != options.end()) return *found;
  }
  return {};
}

}  // namespace golive::testing
