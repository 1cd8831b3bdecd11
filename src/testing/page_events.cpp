#include "testing/page_events.h"

#include <algorithm>

// The client's part: each function is the twin of the one of events.ts or send.ts with its name.

namespace golive::testing {
namespace {

// What a selector "[data-live-view] [attribute]" finds from a node outwards.
Node bound_to(Node target, std::string_view attribute) {
  return closest(target, [&](Node node) { return node.attribute(attribute) && closest_with(node.parent(), "data-live-view"); });
}

Node binding_of(Node control, std::string_view attribute) {
  if (const Node bound = bound_to(control, attribute)) return bound;
  const Node form = form_owner(control);
  return form && form.attribute(attribute) ? form : Node();
}

Node link_of(Node target) {
  return closest(target, [](Node node) { return node.tag() == Tag::a && node.attribute("href"); });
}

bool is_left_to_browser(Node target, Node bound, const Modifiers& modifiers) {
  const Node link = link_of(target);
  if (link && contains(bound, link)) {
    const std::string_view where = link.attribute("target").value_or("");
    const bool elsewhere = modifiers.ctrl || modifiers.meta || modifiers.shift || modifiers.alt || link.attribute("download");
    return link != bound || elsewhere || (!where.empty() && where != "_self");
  }
  const Node label = closest_named(target, "label");
  const Node control = label ? label_control(label) : Node();
  return control && contains(bound, control) && !closest(target, [](Node node) { return node.is_html(Tag::button) || is_control(node); });
}

bool leads_nowhere(Node link) {
  const auto href = link.tag() == Tag::a ? link.attribute("href") : std::nullopt;
  return href && (href->empty() || *href == "#");
}

bool is_listed_key(std::string_view keys, std::string_view key) {
  for (;;) {
    const std::size_t space = keys.find(' ');
    if (keys.substr(0, space) == key) return true;
    if (space == std::string_view::npos) return false;
    keys.remove_prefix(space + 1);
  }
}

constexpr HoldReason kUncommitted{};

}  // namespace

void PageEvents::send(Node bound, std::string_view attribute, boost::json::value payload, Node control,
                      const std::vector<Node>& disabling) {
  LiveEvent event{.bound = bound,
                  .attribute = attribute,
                  .text = std::string(bound.attribute(attribute).value_or("")),
                  .payload = std::move(payload),
                  .control = control,
                  .disabling = {}};
  for (const Node element : disabling)
    if (element.attribute("lv-disable-with")) event.disabling.push_back(element);
  const auto number = outside_.send(std::move(event));
  if (!number || !control) return;
  lock_.hold(control, {.kind = HoldReason::Kind::sent, .number = *number});
  sent_.emplace(*number, control);
}

void PageEvents::answered(std::uint64_t number) {
  const auto found = sent_.find(number);
  if (found == sent_.end()) return;
  lock_.release(found->second, {.kind = HoldReason::Kind::sent, .number = number});
  sent_.erase(found);
}

bool PageEvents::is_declined(Node element) {
  const auto question = element ? element.attribute("lv-confirm") : std::nullopt;
  return question && !outside_.confirm(*question);
}

bool PageEvents::on_click(Node target, const Modifiers& modifiers) {
  const Node bound = bound_to(target, "lv-click");
  if (!bound || closest(target, is_disabled_control) || is_left_to_browser(target, bound, modifiers)) return false;
  const bool no = is_declined(bound);
  if (no) return true;
  const bool prevented = leads_nowhere(bound);
  rate_.limit(bound, bound, "click", [this, bound, payload = click_payload(bound)] { send(bound, "lv-click", payload, {}, {bound}); });
  return prevented;
}

bool PageEvents::send_edit(Node control, std::string_view type, bool now) {
  const std::string_view attribute = type == "input" ? "lv-input" : "lv-change";
  const Node bound = binding_of(control, attribute);
  if (!bound || state_.has_bad_input(control)) return false;
  const auto fire = [this, bound, control, attribute] {
    if (bound.is_html(Tag::form)) return send(bound, attribute, form_payload(state_, bound, {}, control), control);
    boost::json::object payload = lv_values(bound);
    for (auto& member : control_payload(state_, control)) payload[member.key()] = std::move(member.value());
    send(bound, attribute, std::move(payload), control);
  };
  if (now) fire();
  else rate_.limit(control, bound, type, fire);
  return true;
}

void PageEvents::on_input(Node control) {
  lock_.mark_edited(control);
  if (!send_edit(control, "input")) lock_.hold(control, kUncommitted);
}

void PageEvents::on_change(Node control) {
  lock_.mark_edited(control);
  commit(control);
  send_edit(control, "change");
}

void PageEvents::commit(Node control) {
  rate_.flush(std::vector{control});
  lock_.release(control, kUncommitted);
}

bool PageEvents::on_submit(Node form, Node submitter) {
  if (!closest_with(form, "data-live-view")) return false;
  const Node unasked = submitter && submitter.attribute("lv-click") ? Node() : submitter;
  if (is_declined(unasked) || is_declined(form)) return true;
  if (!form.attribute("lv-submit")) return (form.attribute("lv-change") || form.attribute("lv-input")) && !form.attribute("action");
  const std::vector<Node> elements = form_elements(form);
  std::vector<Node> controls = elements;
  std::erase_if(controls, [](Node element) { return !is_control(element); });
  rate_.flush(controls);
  send(form, "lv-submit", form_payload(state_, form, submitter), {}, elements);
  for (const Node control : controls) lock_.forget_edited(control);
  return form.attribute("method") != "dialog";
}

void PageEvents::on_reset(Node form) {
  const std::vector<Node> elements = form_elements(form);
  const auto button = std::ranges::find_if(elements, is_reset_button);
  if (button != elements.end() && !send_edit(*button, "change", true)) send_edit(*button, "input", true);
}

void PageEvents::on_key(Node target, std::string_view attribute, const KeyPress& press) {
  const std::string_view pressed = press.key == " " ? "Space" : press.key;
  for (Node bound = bound_to(target, attribute); bound; bound = bound_to(bound.parent(), attribute)) {
    const auto keys = bound.attribute("lv-key");
    if (keys && !is_listed_key(*keys, pressed)) continue;
    const boost::json::object payload = key_payload(state_, bound, target, press);
    return rate_.limit(bound, bound, attribute.substr(3), [this, bound, attribute, payload] { send(bound, attribute, payload); });
  }
}

void PageEvents::on_focus(Node target, Node related, bool leaving) {
  if (leaving && is_control(target)) {
    commit(target);
    settle();
  }
  const std::string_view attribute = leaving ? "lv-blur" : "lv-focus";
  const Node bound = bound_to(target, attribute);
  if (bound && !(related && contains(bound, related))) send(bound, attribute, focus_payload(state_, bound, target));
}

void PageEvents::recover(Node root, const std::vector<std::pair<Node, Node>>& kept) {
  std::vector<Node> done;
  for (const auto& [bound, control] : kept)
    if (control) done.push_back(bound.is_html(Tag::form) ? bound : control);
  const auto is_done = [&](Node node) { return std::ranges::find(done, node) != done.end(); };
  std::vector<Node> controls;
  for (Node node = root; node; node = node.after(root))
    if (is_control(node)) controls.push_back(node);
  for (const Node control : controls) {
    const std::string_view type = binding_of(control, "lv-input") ? "input" : "change";
    const Node bound = binding_of(control, type == "input" ? "lv-input" : "lv-change");
    if (!bound || is_done(bound) || is_done(control) || !lock_.is_edited(control)) continue;
    if (bound == form_owner(control)) done.push_back(bound);
    send_edit(control, type, true);
  }
}

void PageEvents::node_removed(Node node) {
  lock_.removed(node);
  rate_.removed(node);
  std::erase_if(sent_, [&](const auto& each) { return each.second == node; });
}

}  // namespace golive::testing
