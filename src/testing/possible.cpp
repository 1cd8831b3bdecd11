#include "testing/possible.h"

#include <algorithm>

#include "base/header_text.h"
#include "testing/control_state.h"
#include "testing/element_text.h"
#include "testing/inline_style.h"

namespace golive::testing {
namespace {

using Reason = std::optional<std::string>;

bool is_html(Node node) { return node.ns() == Namespace::html; }

// 15.3.1 and 15.5: what the browser's own style sheet never shows.
bool is_never_shown(Node element) {
  if (!is_html(element)) return false;
  static constexpr std::string_view kNames[] = {"area",     "base",     "basefont", "datalist", "head",   "link",  "meta",     "noembed",
                                                "noframes", "noscript", "param",    "rp",       "script", "style", "template", "title"};
  if (element.tag() == Tag::noscript) return element.scripting();
  return std::ranges::find(kNames, element.name()) != std::end(kNames);
}

bool is_until_found(Node element) {
  const auto hidden = is_html(element) ? element.attribute("hidden") : std::nullopt;
  return hidden && equal_ignoring_case(*hidden, "until-found");
}

// Why an element itself has no box: what style="" says goes before the browser's own style sheet.
std::string why_no_box(Node element) {
  if (is_input(element, InputType::hidden)) return "is never shown";
  const std::string display = inline_style(element, "display");
  if (display == "none") return "has style display: none";
  if (is_until_found(element)) return "is hidden until it is found";
  if (!display.empty() && element.tag() != Tag::noscript) return {};
  if (is_html(element) && element.attribute("hidden")) return "is hidden";
  if (is_never_shown(element)) return "is never shown";
  if (element.is_html(Tag::dialog) && !element.attribute("open")) return "is a closed dialog";
  return {};
}

bool is_in_closed_details(Node child) {
  const Node details = child.parent();
  return details && details.is_html(Tag::details) && !details.attribute("open") && !is_opening_summary(child);
}

bool is_in_drop_down(Node node) {
  if (!node.is_html(Tag::option) && !node.is_html(Tag::optgroup)) return false;
  const Node select = closest_named(node, "select");
  return select && display_size(select) == 1;
}

std::string around(Node cause, std::string_view shown) { return start_tag(cause, shown) + " around it "; }

Reason because(Node element, Node cause, std::string_view shown, const std::string& what) {
  return cause == element ? "it " + what : around(cause, shown) + what;
}

std::string_view shown_of(Node cause) { return cause.attribute("hidden") ? "hidden" : "style"; }

// A property that is inherited: the nearest element that sets it.
Node set_by(Node element, std::string_view property, std::string& value) {
  for (Node node = element; node; node = node.parent()) {
    if (!node.is_element()) continue;
    value = inline_style(node, property);
    if (!value.empty() && value != "inherit" && value != "unset") return node;
  }
  value.clear();
  return {};
}

Reason why_inert(Node element) {
  const Node cause = closest(element, [](Node node) { return is_html(node) && node.attribute("inert"); });
  return cause ? because(element, cause, "inert", "is inert") : Reason();
}

Reason why_disabled(Node element, Node control) {
  const Node cause = disabled_by(control);
  if (!cause) return {};
  if (cause != control) return around(cause, "disabled") + "disables it";
  if (control == element) return "it is disabled";
  return around(control, "disabled") + "is disabled";
}

Reason why_no_person(Node element) {
  if (!element || !element.is_element()) return "it is no element";
  if (const Reason reason = why_not_visible(element)) return reason;
  return why_inert(element);
}

bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

bool is_editable(Node element) {
  const auto editable = element.attribute("contenteditable");
  return editable && (editable->empty() || equal_ignoring_case(*editable, "true") || equal_ignoring_case(*editable, "plaintext-only"));
}

bool can_take_focus(Node element) {
  if (is_one_of(element.tag(), Tag::button, Tag::input, Tag::select, Tag::textarea) && is_html(element)) return !is_disabled(element);
  const auto tabindex = element.attribute("tabindex");
  if ((tabindex && is_number(*tabindex)) || is_editable(element)) return true;
  if ((element.tag() == Tag::a || element.is_html(Tag::area)) && element.attribute("href")) return true;
  return element.is_html(Tag::iframe) || element.is_html(Tag::dialog) || is_opening_summary(element);
}

}  // namespace

bool is_opening_summary(Node element) {
  const Node details = element.parent();
  if (!element.is_html(Tag::summary) || !details || !details.is_html(Tag::details)) return false;
  for (Node before = element.previous(); before; before = before.previous())
    if (before.is_html(Tag::summary)) return false;
  return true;
}

Reason why_not_visible(Node element) {
  Node outermost;
  for (Node node = element; node; node = node.parent()) {
    outermost = node;
    if (!node.is_element()) continue;
    if (const std::string why = why_no_box(node); !why.empty()) return because(element, node, shown_of(node), why);
    if (node != element && inline_style(node, "content-visibility") == "hidden") return around(node, "style") + "hides its content";
    if (is_in_drop_down(node)) return because(element, node, "", "is in the list of a <select>, which is not open");
    if (is_in_closed_details(node)) return around(node.parent(), "") + "is closed";
  }
  if (outermost.is_element()) return "it is not in the page any more";
  if (outermost.kind() == NodeKind::fragment && outermost.id() != 1) return "it is inside of a <template>";  // 1: the page's own root
  std::string value;
  const Node cause = set_by(element, "visibility", value);
  if (cause && (value == "hidden" || value == "collapse")) return because(element, cause, "style", "has style visibility: " + value);
  return {};
}

Reason why_not_click(Node element) {
  if (element.is_html(Tag::option) || element.is_html(Tag::optgroup)) {
    const Node select = closest_named(element, "select");
    if (select && element.is_html(Tag::option) && display_size(select) > 1) return why_not_pick(element);
    return "it is no element to click on: choose it in its <select>";
  }
  if (const Reason reason = why_no_person(element)) return reason;
  std::string value;
  const Node cause = set_by(element, "pointer-events", value);
  if (cause && value == "none") return because(element, cause, "style", "has style pointer-events: none");
  if (const Node control = closest(element, is_disabled_control)) return why_disabled(element, control);
  const Node label = closest_named(element, "label");
  const Node labeled = label ? label_control(label) : Node();
  if (labeled && !contains(labeled, element) && is_disabled(labeled))
    return "the control of its label, " + start_tag(labeled) + ", is disabled";
  return {};
}

Reason why_not_fill(Node control) {
  if (const Reason reason = why_no_person(control)) return reason;
  if (!is_control(control)) return "it is no control: a value has an <input>, <textarea> or <select>";
  if (can_be_ticked(control)) return "it is ticked by a click, not filled";
  if (control.is_html(Tag::input)) {
    const InputType type = input_type(control);
    if (type >= InputType::submit) return "it is a button: it is clicked, not filled";
    if (type == InputType::file) return "it takes files, not a text";
  }
  if (inline_style(control, "content-visibility") == "hidden") return "its style hides its content";
  if (const Reason reason = why_disabled(control, control)) return reason;
  if (control.attribute("readonly") && !control.is_html(Tag::select) && !is_input(control, InputType::range) &&
      !is_input(control, InputType::color))
    return "it is readonly";
  return {};
}

Reason why_not_pick(Node option) {
  const Node select = option ? select_of(option) : Node();
  if (!select || !option.is_html(Tag::option)) return "it is no <option> of a <select>";
  for (Node node = option; node != select; node = node.parent())
    if (const std::string why = why_no_box(node); !why.empty()) return because(option, node, shown_of(node), why);
  if (const Reason reason = why_no_person(select)) return "its <select> cannot be used: " + *reason;
  if (const Reason reason = why_disabled(select, select)) return "its <select> cannot be used: " + *reason;
  return why_disabled(option, option);
}

Node what_submits(Node form) {
  Node button;
  Node field;
  for (const Node element : owned_elements(form)) {
    if (is_submit_button(element)) {
      if (!why_not_visible(element)) return element;
      if (!button) button = element;
    }
    if (!field && is_text_field(element) && !element.is_html(Tag::textarea) && is_focusable(element)) field = element;
  }
  return field ? field : button;
}

// 4.10.22.2
Reason why_not_submit(Node form) {
  const Node what = what_submits(form);
  if (!what) return "nothing submits it: it has no button, and no field to press Enter in";
  if (is_submit_button(what)) return {};
  const std::vector<Node> all = owned_elements(form);
  if (const auto button = std::ranges::find_if(all, is_submit_button); button != all.end())
    return is_disabled(*button) ? start_tag(*button) + ", the form's first button, is disabled: Enter does nothing" : Reason();
  if (std::ranges::count_if(all, blocks_implicit_submission) == 1) return {};
  return "the form has no button and more than one field: Enter does nothing";
}

Reason why_not_key(Node target, std::string_view key) {
  if (key == "Tab") return "in memory Tab does not move the focus: focus() does";
  static constexpr std::string_view kMoves[] = {"ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"};
  const bool moves = std::ranges::find(kMoves, key) != std::end(kMoves);
  const bool is_one = is_input(target, InputType::number);
  if (moves && (is_input(target, InputType::radio) || is_input(target, InputType::range) || (is_one && key.ends_with("Up")) ||
                (is_one && key.ends_with("Down"))))
    return "in memory " + std::string(key) + " does not change its value: change() does";
  const bool is_letter = !key.empty() && key != " " && (key.size() == 1 || (key.front() & 0x80) != 0);
  if (target.is_html(Tag::select) && (moves || is_letter)) return "in memory " + std::string(key) + " chooses no option: change() does";
  return {};
}

bool is_focusable(Node element) { return can_take_focus(element) && !why_no_person(element); }

Reason why_not_focus(Node element) {
  if (const Reason reason = why_no_person(element)) return reason;
  if (can_take_focus(element)) return {};
  if (const Reason reason = why_disabled(element, element)) return reason;
  return "it is nothing that takes the focus: no control, no link, without tabindex";
}

}  // namespace golive::testing
