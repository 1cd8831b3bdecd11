#include "testing/client_marks.h"

#include <algorithm>

#include "testing/class_list.h"

namespace golive::testing {
namespace {

constexpr std::string_view kLoading = "lv-loading";
constexpr std::string_view kPending = "lv-pending";
constexpr std::string_view kError = "lv-error";

// Of other elements `disabled` is no property, so the client's writing it shows nothing.
bool can_be_disabled(Node element) {
  return is_control(element) || element.is_html(Tag::button) || element.is_html(Tag::fieldset) || element.is_html(Tag::option) ||
         element.is_html(Tag::optgroup);
}

Node only_text(Node parent) {
  const Node child = parent.first_child();
  return child && child.kind() == NodeKind::text && !child.next() ? child : Node();
}

}  // namespace

void ClientMarks::begun(std::uint64_t number, Node element, bool waits, const std::vector<Node>& disabling) {
  Sent& sent = sent_.emplace_back(Sent{.number = number, .element = element, .disabled = {}});
  for (const Node each : disabling)
    if (const auto label = each.attribute("lv-disable-with")) sent.disabled.push_back(disable(each, *label));
  change_classes(editor_, element, {kError}, {kLoading});
  if (waits) change_classes(editor_, element, {}, {kPending});
  else if (has_class(element, kPending)) change_classes(editor_, element, {kPending}, {});
}

void ClientMarks::sent(std::uint64_t number) {
  const auto found = std::ranges::find(sent_, number, &Sent::number);
  if (found != sent_.end() && found->element) change_classes(editor_, found->element, {kPending}, {});
}

std::vector<Node> ClientMarks::applied(std::uint64_t number) {
  const auto found = std::ranges::find(sent_, number, &Sent::number);
  if (found == sent_.end()) return {};
  Sent sent = std::move(*found);
  sent_.erase(found);
  if (sent.element && std::ranges::find(sent_, sent.element, &Sent::element) == sent_.end())
    change_classes(editor_, sent.element, {kLoading, kPending}, {});
  std::vector<Node> focused;
  for (Disabled& entry : sent.disabled) {
    restore(entry);
    if (entry.was_focused) focused.push_back(entry.element);
  }
  return focused;
}

void ClientMarks::refused(Node element) {
  if (element.exists()) change_classes(editor_, element, {}, {kError});
}

ClientMarks::Disabled ClientMarks::disable(Node element, std::string_view label) {
  Disabled entry{.element = element,
                 .label = std::string(label),
                 .value = {},
                 .has_value = element.attribute("value").has_value(),
                 .aside = {},
                 .text = {},
                 .was_disabled = element.attribute("disabled").has_value(),
                 .was_focused = controls_.focused() == element};
  if (element.is_html(Tag::input)) {
    entry.value = controls_.value(element);
    set_input(element, entry.label);
  } else {
    entry.aside = editor_.make_fragment();
    while (const Node child = element.first_child()) editor_.insert(child, entry.aside);
    if (const Node text = only_text(entry.aside)) entry.text = text.text();
    editor_.insert(editor_.make_text(entry.label), element);
  }
  set_disabled(element, true);
  return entry;
}

// What the server has written to it meanwhile stays.
void ClientMarks::restore(Disabled& entry) {
  const Node element = entry.element;
  if (!entry.aside) {
    if (controls_.value(element) == entry.label) restore_input(entry);
  } else if (entry.aside.first_child() && element.text_content() == entry.label) {
    editor_.remove_children(element);
    while (const Node child = entry.aside.first_child()) editor_.insert(child, element);
  }
  if (entry.aside) editor_.remove(entry.aside);
  set_disabled(element, entry.was_disabled);
}

void ClientMarks::patched() {
  for (Sent& sent : sent_)
    for (Disabled& entry : sent.disabled) {
      const Node text = entry.aside ? only_text(entry.aside) : Node();
      if (!text || text.text() == entry.text) continue;
      editor_.remove_children(entry.element);
      editor_.insert(text, entry.element);
    }
}

void ClientMarks::removed(Node node) {
  for (Sent& sent : sent_) {
    if (sent.element == node) sent.element = {};
    std::erase_if(sent.disabled, [&](const Disabled& entry) {
      if (entry.element != node) return false;
      if (entry.aside) editor_.remove(entry.aside);
      return true;
    });
  }
}

// 4.10.5.4: what is no value of its own is the attribute's, and of files nothing can be written.
void ClientMarks::set_input(Node input, std::string_view value) {
  if (has_own_value(input)) controls_.set_value(input, value);
  else if (!is_input(input, InputType::file)) editor_.set_attribute(input, "value", value);
}

// A button without a value has the browser's own label.
void ClientMarks::restore_input(const Disabled& entry) {
  set_input(entry.element, entry.value);
  if (!entry.has_value) editor_.remove_attribute(entry.element, "value");
}

void ClientMarks::set_disabled(Node element, bool on) {
  if (!can_be_disabled(element)) return;
  if (on) editor_.set_attribute(element, "disabled", "");
  else editor_.remove_attribute(element, "disabled");
}

void ClientMarks::show_state(Node root, std::string_view state) {
  if (!has_class(root, state)) change_classes(editor_, root, {"lv-connected", "lv-disconnected", kError}, {state});
}

}  // namespace golive::testing
