#include "testing/edit_lock.h"

#include <algorithm>
#include <string>

namespace golive::testing {
namespace {

constexpr std::string_view kContent = ".text";  // as the client names it

Node control_of(Node element) {
  if (!element.is_html(Tag::option)) return element;
  const Node select = closest_named(element, "select");
  return select ? select : element;
}

}  // namespace

void EditLock::hold(Node control, HoldReason reason) {
  std::vector<HoldReason>& reasons = held_[control.id()];
  if (std::ranges::find(reasons, reason) == reasons.end()) reasons.push_back(reason);
}

void EditLock::release(Node control, HoldReason reason) {
  const auto found = held_.find(control.id());
  if (found == held_.end()) return;
  std::erase(found->second, reason);
  if (found->second.empty()) held_.erase(found);
}

// `changed`, `name`: what has just been written to, whose default is asked for as it was before.
bool EditLock::was_edited(Node control, Node changed, std::string_view name) const {
  const auto is_off = [](Node node) { return node.attribute("lv-recover") == "off"; };
  if (closest(control, is_off)) return false;
  if (edited_.contains(control.id())) return true;
  const auto had = [&](Node node, std::string_view flag) { return node.attribute(flag).has_value() != (node == changed && name == flag); };
  if (control.is_html(Tag::select)) {
    const std::vector<Node> options = options_of(control);
    const auto by_default = [&](Node option) { return had(option, "selected"); };
    if (control.attribute("multiple"))
      return std::ranges::any_of(options, [&](Node option) { return state_.selected(option) != by_default(option); });
    Node shown;
    for (const Node option : options)
      if (by_default(option)) shown = option;
    if (!shown && display_size(control) == 1)
      if (const auto first = std::ranges::find_if_not(options, is_option_disabled); first != options.end()) shown = *first;
    return std::ranges::any_of(options, [&](Node option) { return state_.selected(option) != (option == shown); });
  }
  if (can_be_ticked(control)) return state_.checked(control) != had(control, "checked");
  if (is_input(control, InputType::range) || is_input(control, InputType::color)) return false;
  if (control != changed || (name != "value" && name != kContent)) return state_.value(control) != state_.default_value(control);
  const auto before = state_.last_default(control);
  return before && state_.value(control) != *before;
}

bool EditLock::is_kept(Node changed, std::string_view name) const {
  const Node control = control_of(changed);
  return keeps_ && is_control(control) && was_edited(control, changed, name);
}

void EditLock::attribute_changed(Node element, std::string_view name, std::optional<std::string_view> value) {
  const bool kept = is_kept(element, name);
  state_.attribute_changed(element, name);
  if (!kept) write_property(element, name, value);
}

void EditLock::content_changed(Node element) {
  const bool kept = is_kept(element, kContent);
  state_.content_changed(element);
  if (!kept && element.is_html(Tag::textarea)) write_property(element, kContent, state_.default_value(element));
}

void EditLock::write_property(Node element, std::string_view name, std::optional<std::string_view> value) {
  const bool on = value.has_value();
  if ((element.is_html(Tag::textarea) && name == kContent) ||
      (name == "value" && element.is_html(Tag::input) && !is_input(element, InputType::file))) {
    when_free(element, [this, element, text = std::string(value.value_or(""))] {
      if (state_.value(element) != text) state_.set_value(element, text);
    });
  } else if (name == "checked" && element.is_html(Tag::input)) {
    when_free(element, [this, element, on] { state_.set_checked(element, on); });
  } else if (name == "selected" && element.is_html(Tag::option)) {
    when_free(element, [this, element, on] { state_.set_selected(element, on); });
  }
}

// Of each element the last write wins.
void EditLock::when_free(Node element, std::function<void()> write) {
  const auto found = std::ranges::find(deferred_, element, &std::pair<Node, std::function<void()>>::first);
  if (found != deferred_.end()) found->second = std::move(write);
  else deferred_.emplace_back(element, std::move(write));
  settle();
}

void EditLock::settle() {
  auto waiting = std::exchange(deferred_, {});
  for (auto& [element, write] : waiting) {
    if (is_held(control_of(element))) deferred_.emplace_back(element, std::move(write));
    else write();
  }
}

void EditLock::removed(Node node) {
  state_.removed(node);
  held_.erase(node.id());
  edited_.erase(node.id());
  std::erase_if(deferred_, [&](const auto& each) { return each.first == node; });
}

}  // namespace golive::testing
