#include "testing/control_state.h"

#include <algorithm>
#include <utility>

#include "testing/input_value.h"
#include "testing/utf16_length.h"

namespace golive::testing {
namespace {

// 4.10.11, "API value".
std::string with_line_feeds(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

std::string cleaned(Node control, std::string_view value) {
  return control.is_html(Tag::textarea) ? with_line_feeds(value) : sanitized(control, value);
}

// What typing makes of line ends in a field of one line, of what is longer than maxlength, and of letters in a number (as Chromium does
// it).
std::string typed_text(Node field, std::string_view text) {
  std::string out = with_line_feeds(text);
  if (!is_text_field(field)) return out;
  if (is_input(field, InputType::number)) {
    std::erase_if(out, [](char c) { return !std::string_view("0123456789+-.eE").contains(c); });
    if (out.starts_with('+')) out.erase(0, 1);
    if (out.ends_with('.')) out.pop_back();
    return out;
  }
  if (!field.is_html(Tag::textarea)) std::ranges::replace(out, '\n', ' ');
  if (const auto most = length_limit(field, "maxlength")) out.resize(prefix_of_utf16(out, *most));
  return out;
}

}  // namespace

const ControlState::Input* ControlState::find(Node control) const {
  const auto found = inputs_.find(control.id());
  return found == inputs_.end() ? nullptr : &found->second;
}

std::string ControlState::default_value(Node control) const {
  if (!control.is_html(Tag::textarea)) return std::string(control.attribute("value").value_or(""));
  std::string text;  // "child text content"
  for (Node child = control.first_child(); child; child = child.next())
    if (child.kind() == NodeKind::text) text += child.text();
  return text;
}

std::string ControlState::value(Node control) const {
  if (control.is_html(Tag::select)) {
    const std::vector<Node> chosen = selected_options(control);
    return chosen.empty() ? std::string() : option_value(chosen.front());
  }
  if (has_own_value(control)) {
    const Input* state = find(control);
    return state != nullptr && state->is_dirty ? state->value : cleaned(control, default_value(control));
  }
  if (can_be_ticked(control)) return std::string(control.attribute("value").value_or("on"));
  if (is_input(control, InputType::file)) {
    const Input* state = find(control);
    return state == nullptr || state->files.empty() ? std::string() : "C:\\fakepath\\" + state->files.front();
  }
  return default_value(control);
}

std::optional<std::string> ControlState::last_default(Node control) const {
  const Input* state = find(control);
  return state != nullptr && state->is_dirty ? std::optional(state->last_default) : std::nullopt;
}

bool ControlState::checked(Node input) const {
  const Input* state = find(input);
  return state != nullptr && state->knows_checked ? state->is_checked : input.attribute("checked").has_value();
}

bool ControlState::selected(Node option) const {
  if (const Node select = select_of(option)) know_options(select);
  return is_on(option);
}

bool ControlState::is_on(Node option) const {
  const auto found = options_.find(option.id());
  return found != options_.end() ? found->second.is_selected : option.attribute("selected").has_value();
}

std::vector<Node> ControlState::selected_options(Node select) const {
  know_options(select);
  std::vector<Node> found = options_of(select);
  std::erase_if(found, [&](Node option) { return !is_on(option); });
  return found;
}

std::vector<std::string> ControlState::files(Node input) const {
  const Input* state = find(input);
  return state == nullptr ? std::vector<std::string>() : state->files;
}

bool ControlState::has_bad_input(Node input) const {
  const Input* state = find(input);
  return state != nullptr && state->is_bad;
}

bool ControlState::is_typed(Node control) const {
  const Input* state = find(control);
  return state != nullptr && state->is_typed;
}

std::vector<Node> ControlState::radio_group(Node input) const {
  const auto name = input.attribute("name");
  if (!name || name->empty()) return {input};
  std::vector<Node> group;
  const Node top = top_of(input);
  const Node owner = form_owner(input);
  for (Node node = top; node; node = node.after(top))
    if (is_input(node, InputType::radio) && node.attribute("name") == name && form_owner(node) == owner) group.push_back(node);
  return group;
}

void ControlState::write(Node control, std::string_view value, bool typed) {
  Input& state = inputs_[control.id()];
  // Chromium trims an address only when it is submitted.
  state.value = typed && is_input(control, InputType::url) ? without_newlines(value) : cleaned(control, value);
  state.is_dirty = true;
  state.last_default = default_value(control);
  state.is_typed = typed;
  state.is_bad = typed && state.value.empty() && !value.empty() && is_input(control, InputType::number);
}

void ControlState::know_value(Node control, std::string_view value) {
  set_value(control, value);
  if (has_own_value(control)) inputs_[control.id()].value = value;
}

void ControlState::select_nothing(Node select) {
  for (const Node option : options_of(select)) options_[option.id()] = {.is_selected = false, .is_dirty = true};
  emptied_.insert(select.id());
}

void ControlState::set_value(Node control, std::string_view value) {
  if (control.is_html(Tag::select)) {
    select_nothing(control);
    const std::vector<Node> options = options_of(control);
    const auto found = std::ranges::find_if(options, [&](Node option) { return option_value(option) == value; });
    if (found == options.end()) return;
    options_[found->id()].is_selected = true;
    emptied_.erase(control.id());
  } else if (has_own_value(control)) {
    write(control, value, false);  // an edit stays one: Chromium compares with the value before it when the control is left
  } else if (is_input(control, InputType::file) && value.empty()) {
    inputs_[control.id()].files.clear();
  }
}

void ControlState::check(Node input, bool on) {
  Input& state = inputs_[input.id()];
  state.is_checked = on;
  state.knows_checked = true;
  if (!on || !is_input(input, InputType::radio)) return;
  for (const Node other : radio_group(input)) {
    if (other == input) continue;
    Input& given_up = inputs_[other.id()];
    given_up.is_checked = false;
    given_up.knows_checked = true;
  }
}

void ControlState::set_checked(Node input, bool on) {
  check(input, on);
  inputs_[input.id()].is_dirty_checked = true;
}

void ControlState::know_options(Node select) const {
  bool mends = false;
  bool has_choice = false;
  for (const Node option : options_of(select)) {
    const bool is_new = options_.try_emplace(option.id()).second;
    if (is_new && option.attribute("selected")) select_only(option);
    mends = mends || is_new;
    has_choice = has_choice || is_on(option);
  }
  if (mends || (!has_choice && !emptied_.contains(select.id()))) mend_selection(select);
}

void ControlState::select_only(Node option) const {
  const Node select = select_of(option);
  if (select && !select.attribute("multiple"))
    for (const Node other : options_of(select)) options_[other.id()].is_selected = false;
  options_[option.id()].is_selected = true;
}

void ControlState::set_selected(Node option, bool on) {
  if (selected(option) == on) return;  // as browsers do; by the standard it is dirty from now on
  if (on) select_only(option);
  else options_[option.id()].is_selected = false;
  options_[option.id()].is_dirty = true;
  const Node select = select_of(option);
  if (!select) return;
  emptied_.erase(select.id());
  mend_selection(select);
}

// 4.10.7: of a drop-down something is selected, and of a select that takes one not two.
void ControlState::mend_selection(Node select) const {
  if (select.attribute("multiple")) return;
  Node last;
  Node first_enabled;
  for (const Node option : options_of(select)) {
    if (!first_enabled && !is_option_disabled(option)) first_enabled = option;
    if (!is_on(option)) continue;
    if (last) options_[last.id()].is_selected = false;
    last = option;
  }
  if (!last && first_enabled && display_size(select) == 1) options_[first_enabled.id()].is_selected = true;
}

bool ControlState::type_text(Node field, std::string_view text) {
  const std::string before = value(field);
  const bool was_bad = has_bad_input(field);
  const std::string typed = typed_text(field, text);
  write(field, typed, true);
  Input& state = inputs_[field.id()];
  const bool changed = state.value != before || state.is_bad || was_bad;
  if (changed && !state.is_uncommitted) {
    state.is_uncommitted = true;
    state.committed = before;
  }
  return changed;
}

bool ControlState::pick(Node option, bool on) {
  const Node select = select_of(option);
  if (selected(option) == on || !select) return false;
  set_selected(option, on);
  for (const Node each : options_of(select)) options_[each.id()].is_dirty = true;
  return true;
}

void ControlState::pick_files(Node input, std::vector<std::string> names) { inputs_[input.id()].files = std::move(names); }

bool ControlState::has_uncommitted(Node field) const {
  const Input* state = find(field);
  return state != nullptr && state->is_uncommitted && state->value != state->committed;
}

void ControlState::commit(Node field) {
  const auto found = inputs_.find(field.id());
  if (found != inputs_.end()) found->second.is_uncommitted = false;
}

void ControlState::reset_control(Node control) {
  if (control.is_html(Tag::select)) {
    for (const Node option : options_of(control)) options_[option.id()] = {.is_selected = option.attribute("selected").has_value()};
    emptied_.erase(control.id());
    return mend_selection(control);
  }
  inputs_.erase(control.id());
  if (can_be_ticked(control)) check(control, control.attribute("checked").has_value());
}

void ControlState::reset(Node form) {
  for (const Node control : owned_elements(form))
    if (is_control(control)) reset_control(control);
}

// As if they had come one after the other.
void ControlState::inserted(Node top) {
  std::vector<Node> options;
  for (Node node = top; node; node = node.after(top)) {
    if (can_be_ticked(node) && node.attribute("checked")) check(node, true);
    if (node.is_html(Tag::option)) options.push_back(node);
  }
  for (const Node option : options) options_[option.id()] = {};
  for (const Node option : options)
    if (option.attribute("selected")) select_only(option);
  Node mended;
  for (const Node option : options) {
    const Node select = select_of(option);
    if (select && select != mended) mend_selection(select);
    mended = select;
  }
}

void ControlState::removed(Node node) {
  if (node == focused_) focused_ = {};
  inputs_.erase(node.id());
  options_.erase(node.id());
  emptied_.erase(node.id());
}

void ControlState::content_changed(Node element) {
  const auto state = inputs_.find(element.id());
  if (state != inputs_.end()) state->second.last_default = default_value(element);
}

void ControlState::attribute_changed(Node element, std::string_view name) {
  const bool on = element.attribute(name).has_value();
  if (name == "checked" && element.is_html(Tag::input)) {
    const Input* state = find(element);
    if (state == nullptr || !state->is_dirty_checked) check(element, on);
  } else if (name == "selected" && element.is_html(Tag::option)) {
    if (options_[element.id()].is_dirty || selected(element) == on) return;
    if (on) select_only(element);
    else options_[element.id()].is_selected = false;
    if (const Node select = select_of(element)) mend_selection(select);
  } else if (name == "multiple" && element.is_html(Tag::select)) {
    if (on) return;
    const std::vector<Node> chosen = selected_options(element);  // the first stays, in Chromium
    for (std::size_t i = 1; i < chosen.size(); ++i) options_[chosen[i].id()].is_selected = false;
    if (chosen.empty()) emptied_.insert(element.id());
  } else if (const auto state = inputs_.find(element.id()); state != inputs_.end() && element.is_html(Tag::input)) {
    // Of other rules the value may be none, and a radio button may come into another group.
    const bool has_other_rules = name == "type" || name == "multiple" || is_input(element, InputType::range);
    if (state->second.is_dirty && has_other_rules) state->second.value = cleaned(element, std::string(state->second.value));
    state->second.last_default = default_value(element);
    if (name == "type") state->second.is_uncommitted = false;  // of what was typed into the other kind of field Chromium tells no change
    if (state->second.is_checked && is_input(element, InputType::radio)) check(element, true);
  }
}

}  // namespace golive::testing
