#include "testing/live_patch.h"

#include <boost/json.hpp>

#include "diff/tree_keys.h"
#include "testing/equal_nodes.h"
#include "testing/frame.h"
#include "testing/parse.h"
#include "testing/wire_value.h"
#include "testing/written_attributes.h"

namespace golive::testing {
namespace {

namespace json = boost::json;

// What innerHTML at that place would be parsed in: nothing depends on the parent but its namespace.
std::string context_of(Node parent) {
  if (parent.ns() == Namespace::html) return "template";
  return (parent.ns() == Namespace::svg ? "svg " : "math ") + std::string(parent.name());
}

}  // namespace

Held LivePatch::hold(HeldKind kind, Node node) {
  Held held{node, nullptr, nullptr};
  if (kind == HeldKind::node) held.part = std::make_unique<Part>(node, node.next());
  if (kind == HeldKind::set) held.written = std::make_unique<Written>();
  if (kind == HeldKind::classes) {
    const std::optional<std::string_view> is = node.attribute("class");
    held.written = std::make_unique<Written>();
    held.written->emplace_back("class", is ? std::optional<std::string>(*is) : std::nullopt);
  }
  return held;
}

Instance LivePatch::create(const LiveTemplate& form, Values values, Spot spot) {
  Instance made{&form, {}, {}, {}};
  made.slots.resize(form.slots.size());
  made_.clear();
  for (Node node = form.root.first_child(); node; node = node.next()) {
    const Node copied = page_.copy_kept(node, made_);
    page_.insert(copied, spot.parent, spot.before);
    if (!made.first) made.first = copied;
    made.last = copied;
  }
  for (const LiveTemplate::Mark& mark : form.marks) made.slots[mark.slot] = hold(form.slots[mark.slot].kind, made_[mark.place]);
  reset(made, form, values);
  return made;
}

bool LivePatch::reset(Instance& instance, const LiveTemplate& form, Values values) {
  if (values.size() != form.slots.size())
    throw FrameError(std::to_string(values.size()) + " values for the " + std::to_string(form.slots.size()) + " slots of " + form.form);
  if (instance.form != &form) return false;
  for (std::size_t slot = 0; slot < values.size(); ++slot) {
    if (form.slots[slot].kind == HeldKind::node) set_part(*instance.slots[slot].part, values[slot]);
    else set(instance, slot, values[slot]);
  }
  return true;
}

void LivePatch::set(Instance& instance, std::size_t slot, const Json& value) {
  Held& held = instance.slots[slot];
  const LiveSlot& kind = instance.form->slots[slot];
  NumberRoom room;
  switch (kind.kind) {
    case HeldKind::text:
      return page_.set_text(held.node, text_of(value, room));
    case HeldKind::attribute:
      return write_attribute(page_, held.node, kind.name, value);
    case HeldKind::classes:
      return write_classes(page_, held, value);
    case HeldKind::set:
      return write_set(page_, held, value);
    case HeldKind::content:
      if (const std::string_view text = text_of(value, room); held.node.text_content() != text) page_.set_content(held.node, text);
      return;
    default:
      throw FrameError("not a value of slot " + std::to_string(slot) + " of " + instance.form->form + ": " + shown(value));
  }
}

void LivePatch::patch(Instance& instance, const json::object& diff) {
  const LiveTemplate& form = *instance.form;
  for (const auto& [number, value] : diff) {
    const std::size_t slot = slot_of(number);
    if (slot >= form.slots.size()) throw FrameError("there is no slot " + std::string(number) + " in " + form.form);
    if (form.slots[slot].kind == HeldKind::node) patch_part(*instance.slots[slot].part, value);
    else set(instance, slot, value);
  }
}

void LivePatch::remove(const Instance& instance) {
  for (Node node = instance.first; node;) {
    const Node next = node == instance.last ? Node() : node.next();
    page_.remove(node);
    node = next;
  }
}

void LivePatch::clear(Part& part) {
  part.instance.reset();
  part.list.reset();
  while (part.start.next() != part.end) page_.remove(part.start.next());
}

void LivePatch::set_part(Part& part, const Json& value) {
  if (value.is_null()) return clear(part);
  if (value.is_array()) return set_instance(part, instance_of(value, "an instance"));
  const json::object& object = object_of(value, "the value of a node slot");
  if (object.contains(wire::kRowTemplate)) return set_list(part, object);
  const json::value* const raw = object.if_contains(wire::kRaw);
  if (raw == nullptr || object.size() != 1) throw FrameError("not the value of a node slot: " + shown(value));
  set_raw(part, string_of(*raw, "raw HTML"));
}

void LivePatch::patch_part(Part& part, const Json& value) {
  if (!value.is_object() || value.get_object().contains(wire::kRowTemplate) || value.get_object().contains(wire::kRaw))
    return set_part(part, value);
  const json::object& diff = value.get_object();
  if (diff.contains(wire::kOperations) || diff.contains(wire::kUpdates)) {
    if (!part.list) throw FrameError("the diff of a list where no list is: " + shown(value));
    return patch_list(*part.list, part.end, diff);
  }
  if (!part.instance) throw FrameError("the diff of an instance where none is: " + shown(value));
  patch(*part.instance, diff);
}

void LivePatch::set_instance(Part& part, const json::array& tree) {
  const LiveTemplate& form = templates_.find(tree[0].get_string());
  if (part.instance && reset(*part.instance, form, values_from(tree, 1))) return;
  clear(part);
  part.instance = create(form, values_from(tree, 1), {part.end.parent(), part.end});
}

void LivePatch::set_list(Part& part, const json::object& value) {
  const std::string_view form = string_of(value.at(wire::kRowTemplate), "a list");
  const json::value* const all = value.if_contains(wire::kRows);
  if (all == nullptr || value.size() != 2) throw FrameError("not a list: " + shown(value));
  const json::array& rows = array_of(*all, "the rows of a list");
  if (part.list && part.list->form == form) return reset_list(*part.list, part.end, values_from(rows, 0));
  clear(part);
  part.list.emplace().form = form;
  create_rows(*part.list, values_from(rows, 0), {part.end.parent(), part.end});
}

// Nodes stay if they are the same already.
void LivePatch::set_raw(Part& part, std::string_view html) {
  const Document parsed = parse_fragment(html, context_of(part.end.parent()));
  part.instance.reset();
  part.list.reset();
  if (equal_siblings(part.start.next(), part.end, parsed.root().first_child())) return;
  clear(part);
  for (Node node = parsed.root().first_child(); node; node = node.next()) page_.insert(page_.copy(node), part.end.parent(), part.end);
}

}  // namespace golive::testing
