#include "testing/adoption.h"

#include <algorithm>
#include <boost/json.hpp>

#include "diff/tree_keys.h"
#include "golive/detail/template_name.h"
#include "testing/class_list.h"
#include "testing/wire_value.h"
#include "testing/written_attributes.h"

namespace golive::testing {
namespace {

namespace json = boost::json;

bool is_text(Node node) { return node && node.kind() == NodeKind::text; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && detail::is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && detail::is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string place_of(Node node, Node parent) {
  if (!node) return "the end of <" + std::string(parent.name()) + '>';
  std::string markup = node.outer_html();
  if (markup.size() > 80) markup = std::string(markup, 0, 77) + "...";
  return markup;
}

bool has_words(std::string_view all, std::string_view wanted) {
  const std::vector<std::string_view> has = words(all);
  return std::ranges::all_of(words(wanted), [&](std::string_view word) { return has_word(has, word); });
}

// But for the classes of events that were begun before the view was joined.
bool has_no_more(std::string_view classes, std::string_view wanted) {
  const std::vector<std::string_view> known = words(wanted);
  return std::ranges::all_of(words(classes), [&](std::string_view word) { return has_word(known, word) || is_own_class(word); });
}

// The page's element may be the copy of a template's: its name and its fixed attributes are the same, and it has no others than those of
// slots. Classes of a set stand with fixed ones, and the client's with all.
bool fits(const LiveTemplate& form, Node wanted, Node node) {
  if (!node || !node.is_element() || node.name() != wanted.name() || node.ns() != wanted.ns()) return false;
  const std::vector<std::uint32_t> slots = form.slots_of(wanted);
  const bool has_set = std::ranges::any_of(slots, [&](std::uint32_t slot) { return form.slots[slot].kind == HeldKind::set; });
  const auto is_slot = [&](std::string_view name) {
    return has_set || std::ranges::any_of(slots, [&](std::uint32_t slot) { return form.slots[slot].name == name; });
  };
  return std::ranges::all_of(wanted.attributes(),
                             [&](const Attribute& each) {
                               const std::optional<std::string_view> is = node.attribute(each.name);
                               return is == each.value || (is && each.name == "class" && has_words(*is, each.value) &&
                                                           (has_set || has_no_more(*is, each.value)));
                             }) &&
         std::ranges::all_of(node.attributes(), [&](const Attribute& each) {
           return wanted.attribute(each.name) || is_slot(each.name) || (each.name == "class" && has_no_more(each.value, {}));
         });
}

Node end_of(Node start) {
  int open = 0;
  for (Node node = start.next(); node; node = node.next()) {
    if (node.kind() != NodeKind::comment) continue;
    if (node.text() == "$") ++open;
    else if (node.text() == "/" && open-- == 0) return node;
  }
  return {};
}

}  // namespace

const json::value* Adoption::Draft::value(bool skeleton, std::size_t slot) const {
  if (!skeleton) return &values[slot];
  return values.empty() ? nullptr : values[0].get_object().if_contains(std::to_string(slot));
}

std::optional<Instance> Adoption::adopt(Node root, const json::array& tree) {
  Cursor cursor{root, root.first_child(), {}};
  try {
    Instance adopted = adopt_instance(patch_.templates().find(tree[0].get_string()), values_from(tree, 1), cursor);
    if (!cursor.at_end()) fail("the page has more than the view: " + place_of(cursor.at, root));
    return adopted;
  } catch (const Mismatch&) {
    if (skeleton_) throw;
    return std::nullopt;
  }
}

void Adoption::check_skeleton(const LiveTemplate& form, LivePatch::Values values) {
  if (values.empty()) return;
  if (values.size() > 1) throw FrameError("more than slots in the skeleton of " + form.form);
  for (const auto& [number, value] : object_of(values[0], "the slots of a skeleton")) {
    const std::size_t slot = slot_of(number);
    const HeldKind kind = slot < form.slots.size() ? form.slots[slot].kind : HeldKind::missing;
    if (kind != HeldKind::node && kind != HeldKind::set)
      throw FrameError("the skeleton names slot " + std::string(number) + " of " + form.form);
  }
}

void Adoption::note(Instance& instance, Node node) {
  if (!instance.first) instance.first = node;
  instance.last = node;
}

Instance Adoption::adopt_instance(const LiveTemplate& form, LivePatch::Values values, Cursor& cursor) {
  if (skeleton_) check_skeleton(form, values);
  else if (values.size() != form.slots.size())
    throw FrameError(std::to_string(values.size()) + " values for the " + std::to_string(form.slots.size()) + " slots of " + form.form);
  Instance instance{&form, {}, {}, {}};
  instance.slots.resize(form.slots.size());
  const Draft draft{instance, values};
  for (Node wanted = form.root.first_child(); wanted; wanted = wanted.next()) adopt_node(draft, wanted, cursor);
  if (!instance.first) {
    const Node text = page_.make_text({});
    page_.insert(text, cursor.parent, cursor.at);
    note(instance, text);
  }
  for (std::size_t slot = 0; slot < form.slots.size() && !skeleton_; ++slot)
    if (form.slots[slot].kind != HeldKind::node) patch_.set(instance, slot, values[slot]);
  return instance;
}

void Adoption::adopt_node(const Draft& draft, Node wanted, Cursor& cursor) {
  if (wanted.kind() == NodeKind::text) adopt_text(draft, wanted, cursor);
  else if (wanted.kind() == NodeKind::comment) adopt_comment(draft, wanted, cursor);
  else adopt_element(draft, wanted, cursor);
}

// A text that is empty was not served. Between two of them stands a mark.
void Adoption::adopt_text(const Draft& draft, Node wanted, Cursor& cursor) {
  const std::vector<std::uint32_t> slots = draft.instance.form->slots_of(wanted);
  const bool top = wanted.parent() == draft.instance.form->root;
  if (is_text(wanted.previous())) {
    if (!cursor.is_comment("")) fail("the page lacks the mark between two texts at " + place_of(cursor.at, cursor.parent));
    cursor.take();
  }
  Node found;
  if (slots.empty()) {
    if (is_text(cursor.at) && !cursor.at_end() && trimmed(cursor.at.text()) == trimmed(wanted.text())) found = cursor.take();
    else if (!trimmed(wanted.text()).empty())
      fail("the page lacks the text \"" + std::string(wanted.text()) + "\" at " + place_of(cursor.at, cursor.parent));
  } else if (!cursor.at_end() && is_text(cursor.at)) {
    found = cursor.take();
  } else {
    found = page_.make_text({});
    page_.insert(found, cursor.parent, cursor.at);
  }
  if (!slots.empty()) draft.instance.slots[slots[0]].node = found;
  if (found && top) note(draft.instance, found);
}

void Adoption::adopt_element(const Draft& draft, Node wanted, Cursor& cursor) {
  const LiveTemplate& form = *draft.instance.form;
  if (cursor.at_end() || !fits(form, wanted, cursor.at))
    fail("the page lacks a <" + std::string(wanted.name()) + "> of " + form.form + " at " + place_of(cursor.at, cursor.parent));
  const Node found = cursor.take();
  if (wanted.parent() == form.root) note(draft.instance, found);
  bool whole = false;
  for (const std::uint32_t slot : form.slots_of(wanted)) {
    draft.instance.slots[slot] = LivePatch::hold(form.slots[slot].kind, found);
    whole |= form.slots[slot].kind == HeldKind::content;
    if (form.slots[slot].kind == HeldKind::set) adopt_set(draft, slot, wanted);
  }
  if (whole) return;
  Cursor inside{found, found.first_child(), {}};
  for (Node each = wanted.first_child(); each; each = each.next()) adopt_node(draft, each, inside);
  if (!inside.at_end())
    fail("the page has more in a <" + std::string(wanted.name()) + "> than " + form.form + ": " + place_of(inside.at, found));
}

// What a page that is behind a full tree shows of a set are the attributes that nothing else in the template writes.
void Adoption::adopt_set(const Draft& draft, std::size_t slot, Node wanted) {
  Held& held = draft.instance.slots[slot];
  if (!skeleton_) {
    const LiveTemplate& form = *draft.instance.form;
    const std::vector<std::uint32_t> beside = form.slots_of(wanted);
    for (const auto& [name, value] : held.node.attributes())
      if (!wanted.attribute(name) && std::ranges::none_of(beside, [&](std::uint32_t other) { return form.slots[other].name == name; }))
        held.written->emplace_back(name, value);
    return;
  }
  const json::value* const set = draft.value(true, slot);
  if (set == nullptr) return;
  *held.written = written_of(*set);
  for (const auto& [name, value] : *held.written)
    if (held.node.attribute(name) != value) fail("the page does not show the attribute " + name + " of a set: " + place_of(held.node, {}));
}

void Adoption::adopt_comment(const Draft& draft, Node wanted, Cursor& cursor) {
  const LiveTemplate& form = *draft.instance.form;
  const std::vector<std::uint32_t> slots = form.slots_of(wanted);
  const bool top = wanted.parent() == form.root;
  if (slots.empty()) {
    if (wanted.previous() && form.is_slot(wanted.previous()) && wanted.text() == "/") return;  // taken with its start
    if (!cursor.is_comment(wanted.text())) fail("the page lacks a comment of " + form.form + " at " + place_of(cursor.at, cursor.parent));
    const Node found = cursor.take();
    if (top) note(draft.instance, found);
    return;
  }
  if (!cursor.is_comment("$")) fail("the page lacks a node slot of " + form.form + " at " + place_of(cursor.at, cursor.parent));
  const Node start = cursor.take();
  const Node end = end_of(start);
  if (!end) fail("a node slot of " + form.form + " has no end on the page");
  Held& held = draft.instance.slots[slots[0]];
  held.node = start;
  held.part = std::make_unique<Part>(start, end);
  adopt_part(*held.part, draft.value(skeleton_, slots[0]));
  cursor.at = end.next();
  if (!top) return;
  note(draft.instance, start);
  note(draft.instance, end);
}

void Adoption::adopt_part(Part& part, const Json* value) {
  if (skeleton_) {
    if (value != nullptr) return fill_part(part, *value);
    if (part.start.next() != part.end) fail("the skeleton does not know of " + place_of(part.start.next(), {}));
    return;
  }
  try {
    fill_part(part, *value);
  } catch (const Mismatch&) {
    part.instance.reset();
    part.list.reset();
    patch_.set_part(part, *value);
  }
}

void Adoption::fill_part(Part& part, const Json& value) {
  Cursor cursor{part.end.parent(), part.start.next(), part.end};
  const json::object* const object = value.if_object();
  if (value.is_array()) {
    const json::array& tree = instance_of(value, "an instance");
    part.instance = adopt_instance(patch_.templates().find(tree[0].get_string()), values_from(tree, 1), cursor);
  } else if (object != nullptr && object->contains(wire::kRowTemplate)) {
    part.list = adopt_list(*object, cursor);
  } else if (!skeleton_) {
    return patch_.set_part(part, value);
  } else if (object != nullptr && object->size() == 1 && object->contains(wire::kRaw)) {
    return;
  } else {
    throw FrameError("not the skeleton of a node slot: " + shown(value));
  }
  if (!cursor.at_end()) fail("the page has more in a node slot than the frame: " + place_of(cursor.at, {}));
}

RowList Adoption::adopt_list(const json::object& value, Cursor& cursor) {
  RowList list;
  list.form = string_of(value.at(wire::kRowTemplate), "a list");
  const json::value* const rows = value.if_contains(wire::kRows);
  if (rows == nullptr) throw FrameError("not a list: " + shown(value));
  const LiveTemplate* before = nullptr;
  NumberRoom room;
  for (const Json& each : array_of(*rows, "the rows of a list")) {
    json::array bare;  // a key alone
    if (!each.is_array()) bare.push_back(each);
    if (!each.is_array() && !skeleton_) throw FrameError("not a row: " + shown(each));
    const json::array& row = each.is_array() ? each.get_array() : bare;
    const LivePatch::RowParts parts = patch_.parts_of(list, row, room);
    if (before != nullptr && is_text(before->root.last_child()) && is_text(parts.form.root.first_child())) {
      if (!cursor.is_comment("")) fail("the page lacks the mark between two rows at " + place_of(cursor.at, cursor.parent));
      cursor.take();
    }
    before = &parts.form;
    patch_.add_row(list, parts.key, adopt_row(parts, values_from(row, parts.from), cursor));
  }
  return list;
}

// One that is damaged inside is made afresh, if its values are known.
Instance Adoption::adopt_row(const LivePatch::RowParts& parts, LivePatch::Values values, Cursor& cursor) {
  if (skeleton_ || !parts.form.single) return adopt_instance(parts.form, values, cursor);
  const Node found = !cursor.at_end() && fits(parts.form, parts.form.root.first_child(), cursor.at) ? cursor.at : Node();
  try {
    return adopt_instance(parts.form, values, cursor);
  } catch (const Mismatch&) {
    if (found) {
      cursor.at = found.next();
      page_.remove(found);
    }
    return patch_.create(parts.form, values, {cursor.parent, cursor.at});
  }
}

}  // namespace golive::testing
