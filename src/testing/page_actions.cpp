#include <algorithm>

#include "base/header_text.h"
#include "testing/element_text.h"
#include "testing/input_value.h"
#include "testing/page_events.h"
#include "testing/possible.h"
#include "testing/utf16_length.h"
#include "testing/validity.h"

// The browser's part: what an action of a person does by itself. Section numbers are those of the HTML Standard.

namespace golive::testing {
namespace {

bool is_any_button(Node node) { return node.is_html(Tag::button) || (node.is_html(Tag::input) && input_type(node) >= InputType::submit); }

bool is_link(Node node) { return (node.tag() == Tag::a || node.is_html(Tag::area)) && node.attribute("href"); }

bool opens_picker(Node node) { return is_input(node, InputType::color) || is_input(node, InputType::file); }

// 2.1, "activation behavior". Other controls, and buttons of no form, have none in Chromium: a click on one in a link follows the link.
bool can_be_activated(Node node) {
  if (is_submit_button(node) || is_reset_button(node)) return bool(form_owner(node));
  if (can_be_ticked(node) || opens_picker(node)) return true;
  return is_link(node) || is_named(node, "label") || is_opening_summary(node);
}

// Picked as a whole, not typed: the browser fires `change` with each `input`.
bool is_picked(Node control) { return !is_text_field(control); }

Node first_in(Node form, bool (*fits)(Node)) {
  const std::vector<Node> all = owned_elements(form);
  const auto found = std::ranges::find_if(all, fits);
  return found == all.end() ? Node() : *found;
}

// An attribute of the form, unless its button has one of its own: 4.10.18.6.
std::string setting(Node form, Node submitter, std::string_view of_form, std::string_view of_button) {
  if (submitter)
    if (const auto own = submitter.attribute(of_button)) return std::string(*own);
  return std::string(form.attribute(of_form).value_or(""));
}

bool is_elsewhere(std::string_view target) { return !target.empty() && !equal_ignoring_case(target, "_self"); }

}  // namespace

PageEvents::Reason PageEvents::click(Node target, const Modifiers& modifiers) {
  if (Reason reason = why_not_click(target)) return reason;
  refused_.reset();
  if (target.is_html(Tag::option)) choose(target);
  else move_focus(closest(target, is_focusable));
  dispatch_click(target, modifiers);
  return std::exchange(refused_, std::nullopt);
}

// As by the button of the mouse on an option of a list: it alone is chosen.
void PageEvents::choose(Node option) {
  const Node select = select_of(option);
  move_focus(select);
  bool is_new = state_.pick(option);
  for (const Node other : options_of(select))
    if (other != option) is_new = state_.pick(other, false) || is_new;
  if (!is_new) return;
  on_input(select);
  fire_change(select);
}

PageEvents::Reason PageEvents::fill(Node control, std::string_view text) {
  if (Reason reason = why_not_fill(control)) return reason;
  if (control.is_html(Tag::select)) {
    const Node option = option_named(control, text);
    if (!option) return "it has no option '" + std::string(text) + '\'';
    if (Reason reason = why_not_pick(option)) return reason;
    choose(option);
    return {};
  }
  if (is_picked(control)) {
    const std::string made = sanitized(control, text);
    if (!equal_ignoring_case(made, text)) return '\'' + std::string(text) + "' is no value of it, which makes '" + made + "' of it";
  }
  move_focus(control);
  const bool is_new = state_.type_text(control, text);
  if (!is_new && (is_picked(control) || state_.value(control).empty())) return {};
  on_input(control);
  if (is_picked(control)) fire_change(control);
  return {};
}

PageEvents::Reason PageEvents::pick(Node option, bool on) {
  if (Reason reason = why_not_pick(option)) return reason;
  const Node select = select_of(option);
  if (!on && !select.attribute("multiple")) return "its <select> takes one option: choose another one";
  move_focus(select);
  if (!state_.pick(option, on)) return {};
  on_input(select);
  fire_change(select);
  return {};
}

PageEvents::Reason PageEvents::pick_files(Node input, std::vector<std::string> names) {
  if (!is_input(input, InputType::file)) return "it takes no files";
  if (Reason reason = why_not_click(input)) return reason;
  if (names.size() > 1 && !input.attribute("multiple")) return "it takes one file: it is not multiple";
  move_focus(input);
  state_.pick_files(input, std::move(names));
  on_input(input);
  fire_change(input);
  return {};
}

PageEvents::Reason PageEvents::focus(Node element) {
  if (Reason reason = why_not_focus(element)) return reason;
  move_focus(element);
  return {};
}

// 6.6.4. The old element's `change` comes before it loses the focus.
void PageEvents::move_focus(Node to) {
  const Node from = state_.focused();
  if (from == to) return;
  if (from && state_.has_uncommitted(from)) fire_change(from);
  state_.set_focused({});
  if (from) on_focus(from, to, true);
  state_.set_focused(to);
  if (to) on_focus(to, from, false);
}

bool PageEvents::fix_focus() {
  if (!state_.focused() || is_focusable(state_.focused())) return false;
  move_focus({});
  return true;
}

void PageEvents::fire_change(Node control) {
  state_.commit(control);
  on_change(control);
}

// Ticks change before anybody hears of the click, and are taken back if it is prevented: 4.10.5.4, "legacy-pre-activation behavior".
void PageEvents::dispatch_click(Node target, const Modifiers& modifiers) {
  const Node active = closest(target, can_be_activated);
  if (active && is_disabled(active)) return;
  const bool ticks = active && can_be_ticked(active);
  const bool was_on = ticks && state_.checked(active);
  Node was_chosen;
  if (ticks) {
    if (is_input(active, InputType::radio))
      for (const Node each : state_.radio_group(active))
        if (state_.checked(each)) was_chosen = each;
    state_.set_checked(active, is_input(active, InputType::radio) || !was_on);
  }
  if (on_click(target, modifiers)) {
    if (ticks) state_.set_checked(active, was_on);
    if (was_chosen) state_.set_checked(was_chosen, true);
  } else if (active && (!ticks || state_.checked(active) != was_on)) {
    activate(active, target, modifiers);
  }
}

void PageEvents::activate(Node element, Node target, const Modifiers& modifiers) {
  if (can_be_ticked(element)) {
    on_input(element);
    on_change(element);
  } else if (is_submit_button(element)) {
    if (const Node form = form_owner(element)) request_submit(form, element);
  } else if (is_reset_button(element)) {
    if (const Node form = form_owner(element)) reset(form);
  } else if (is_link(element)) {
    const bool elsewhere = modifiers.ctrl || modifiers.meta || modifiers.shift || modifiers.alt || element.attribute("download") ||
                           is_elsewhere(element.attribute("target").value_or(""));
    outside_.follow({.href = std::string(*element.attribute("href")), .elsewhere = elsewhere});
  } else if (is_named(element, "label")) {
    activate_label(element, target);
  } else if (is_opening_summary(element) && !is_listed(target) && !contains(element, closest_named(target, "button"))) {
    toggle_details(element.parent());
  }
}

// 4.10.4: what reacts by itself inside of a label is left alone.
void PageEvents::activate_label(Node label, Node target) {
  const Node control = label_control(label);
  const Node inner = closest(target, [](Node node) { return is_control(node) || is_named(node, "button") || is_named(node, "label"); });
  if (!control || inner != label || is_disabled(control)) return;
  if (is_focusable(control)) move_focus(control);
  dispatch_click(control, {});
}

// 4.11.1: of details with one name one is open.
void PageEvents::toggle_details(Node details) {
  const bool opens = !details.attribute("open");
  outside_.set_attribute(details, "open", opens ? std::optional<std::string_view>("") : std::nullopt);
  const auto name = details.attribute("name");
  if (!opens || !name || name->empty()) return;
  const Node top = top_of(details);
  std::vector<Node> others;
  for (Node node = top; node; node = node.after(top))
    if (node != details && node.is_html(Tag::details) && node.attribute("name") == name && node.attribute("open")) others.push_back(node);
  for (const Node other : others) outside_.set_attribute(other, "open", std::nullopt);
}

PageEvents::Reason PageEvents::key(Node target, const KeyPress& press) {
  if (!press.alt && !press.ctrl && !press.meta)
    if (Reason reason = why_not_key(target, press.key)) return reason;
  if (!target.is_html(Tag::body)) {
    if (Reason reason = why_not_focus(target)) return reason;
    move_focus(target);
  } else {
    move_focus({});
  }
  refused_.reset();
  on_key(target, "lv-keydown", press);
  if (press.key == "Enter") press_key(target, press);
  type_key(target, press);
  // It comes up where the focus is by then.
  const Node now = target.is_html(Tag::body) ? target : state_.focused();
  if (now) on_key(now, "lv-keyup", press);
  if (press.key == " " && now == target) press_key(target, press);
  return std::exchange(refused_, std::nullopt);
}

// What a key writes goes to the end of a field's text.
void PageEvents::type_key(Node field, const KeyPress& press) {
  if (state_.focused() != field || press.alt || press.ctrl || press.meta) return;
  if (!is_text_field(field) || field.attribute("readonly") || is_disabled(field) || state_.has_bad_input(field)) return;
  std::string text = state_.value(field);
  if (press.key == "Backspace") {
    if (text.empty()) return;
    while (units_of(text.back()) == 0) text.pop_back();
    text.pop_back();
  } else if (press.key == "Enter") {
    if (!field.is_html(Tag::textarea)) return;
    text += '\n';
  } else {
    if (std::ranges::count_if(press.key, units_of) != 1) return;
    if (is_input(field, InputType::number) && !std::string_view("0123456789+-.eE").contains(press.key.front())) return;
    text += press.key;
  }
  const auto most = length_limit(field, "maxlength");
  if (most && press.key != "Backspace" && utf16_length(text) > *most) return;
  if (state_.type_text(field, text)) on_input(field);
}

// What Enter, when it goes down, and Space, when it comes up, do to the element that has the focus.
void PageEvents::press_key(Node target, const KeyPress& press) {
  if (top_of(target).is_element()) return;  // an answer has taken it away
  const bool is_enter = press.key == "Enter";
  const bool is_plain_input = target.is_html(Tag::input) && input_type(target) < InputType::submit && !opens_picker(target);
  const Modifiers modifiers{.alt = press.alt, .ctrl = press.ctrl, .meta = press.meta, .shift = press.shift};
  if (is_plain_input && is_enter) {
    if (state_.has_uncommitted(target)) fire_change(target);
    if (const Node form = form_owner(target)) submit_implicitly(form, target);
  } else if (can_be_ticked(target) || is_any_button(target) ||
             (!is_plain_input && can_be_activated(target) && (is_enter || !is_link(target)))) {
    dispatch_click(target, modifiers);
  }
}

PageEvents::Reason PageEvents::submit(Node form) {
  if (!form || !form.is_html(Tag::form)) return "it is no form";
  if (Reason reason = why_not_submit(form)) return reason;
  const Node what = what_submits(form);
  return is_submit_button(what) ? click(what) : key(what, {.key = "Enter"});
}

void PageEvents::reset(Node form) {
  state_.reset(form);
  on_reset(form);
}

// 4.10.22.2
void PageEvents::submit_implicitly(Node form, Node field) {
  if (const Node button = first_in(form, is_submit_button)) {
    if (!is_disabled(button)) dispatch_click(button, {});
  } else if (blocks_implicit_submission(field) && std::ranges::count_if(owned_elements(form), blocks_implicit_submission) == 1) {
    request_submit(form, {});
  }
}

// 4.10.22.3, up to the event
void PageEvents::request_submit(Node form, Node submitter) {
  if (!form.attribute("novalidate") && !(submitter && submitter.attribute("formnovalidate"))) {
    const std::vector<Node> invalid = invalid_controls(state_, form);
    if (!invalid.empty()) {
      if (is_focusable(invalid.front())) move_focus(invalid.front());
      refused_ = "the form is not valid: " + why_invalid(state_, invalid.front());
      return;
    }
  }
  if (!on_submit(form, submitter)) send_form(form, submitter);
}

void PageEvents::send_form(Node form, Node submitter) {
  const std::string method = setting(form, submitter, "method", "formmethod");
  if (equal_ignoring_case(method, "dialog")) {
    const Node dialog = closest_named(form, "dialog");
    if (dialog && dialog.attribute("open")) outside_.set_attribute(dialog, "open", std::nullopt);
    return;
  }
  std::string enctype = setting(form, submitter, "enctype", "formenctype");
  if (equal_ignoring_case(enctype, "multipart/form-data")) enctype = "multipart/form-data";
  else if (equal_ignoring_case(enctype, "text/plain")) enctype = "text/plain";
  else enctype = "application/x-www-form-urlencoded";
  outside_.submit({.method = equal_ignoring_case(method, "post") ? "post" : "get",
                   .action = setting(form, submitter, "action", "formaction"),
                   .enctype = enctype,
                   .fields = form_data(state_, form, submitter),
                   .elsewhere = is_elsewhere(setting(form, submitter, "target", "formtarget"))});
}

}  // namespace golive::testing
