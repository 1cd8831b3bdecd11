#include "testing/document_editor.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "testing/tree_writer.h"

namespace golive::testing {

Node DocumentEditor::make(NodeKind kind, std::string_view text) {
  const NodeId id = TreeWriter(data_).make(kind, {}, 0);
  write_text(data_.nodes[id], text);
  return node(id);
}

// Room for twice as much is not kept for long texts: a page has few that grow.
void DocumentEditor::write_text(NodeData& node, std::string_view text) {
  if (text.empty() && node.capacity <= 256) {
    node.text = node.text.substr(0, 0);
    return;
  }
  if (text.size() > node.capacity || (node.capacity > 256 && text.size() < node.capacity / 4)) {
    const std::size_t capacity = std::max<std::size_t>(std::bit_ceil(text.size()), 16);
    char* const room = static_cast<char*>(data_.rooms.allocate(capacity, 1));
    text.copy(room, text.size());
    TreeWriter(data_).free_room(node);
    node.capacity = static_cast<std::uint32_t>(capacity);
    node.text = {room, text.size()};
    return;
  }
  char* const room = const_cast<char*>(node.text.data());  // NOLINT: its own room, or nothing is written
  std::memmove(room, text.data(), text.size());
  node.text = {room, text.size()};
}

void DocumentEditor::set_text(Node node, std::string_view text) { write_text(at(node), text); }

void DocumentEditor::insert(Node node, Node parent, Node before) {
  TreeWriter writer(data_);
  writer.remove(node.id());
  writer.insert(node.id(), {parent.id(), before.id()});
}

void DocumentEditor::remove(Node node) {
  TreeWriter(data_).remove(node.id());
  destroy(node);
}

void DocumentEditor::remove_children(Node parent) {
  while (const Node child = parent.first_child()) remove(child);
}

// The listener sees the subtree whole, so all are told of before any is gone.
void DocumentEditor::destroy(Node top) {
  if (listener_ != nullptr)
    for (Node node = top; node; node = node.after(top)) listener_->node_removed(node);
  TreeWriter writer(data_);
  for (Node node = top; node;) {
    if (const Node content = node.template_content()) {
      at(node).content = 0;
      destroy(content);
    }
    if (const Node child = node.first_child()) {
      node = child;
      continue;
    }
    const Node parent = node == top ? Node() : node.parent();
    writer.remove(node.id());
    writer.free_room(at(node));
    data_.nodes.erase(node.id());
    node = parent;
  }
}

void DocumentEditor::set_content(Node element, std::string_view text) {
  const Node first = element.first_child();
  if (first && first.kind() == NodeKind::text && !first.next() && !text.empty()) {
    set_text(first, text);
  } else {
    remove_children(element);
    if (!text.empty()) insert(make_text(text), element);
  }
  if (listener_ != nullptr) listener_->content_changed(element);
}

// One room for the attributes and all their characters. `attributes` may be views into the old one.
void DocumentEditor::set_attributes(Node element, std::span<const Attribute> attributes) {
  std::size_t size = attributes.size_bytes();
  for (const Attribute& each : attributes) size += each.name.size() + each.value.size();
  const std::size_t capacity = std::max<std::size_t>(std::bit_ceil(size), 64);
  auto* const room = static_cast<Attribute*>(data_.rooms.allocate(capacity, alignof(Attribute)));
  char* chars = reinterpret_cast<char*>(room + attributes.size());
  const auto keep = [&chars](std::string_view text) {
    text.copy(chars, text.size());
    return std::string_view(std::exchange(chars, chars + text.size()), text.size());
  };
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const std::string_view name = keep(attributes[i].name);
    std::construct_at(room + i, name, keep(attributes[i].value));
  }
  NodeData& data = at(element);
  TreeWriter(data_).free_room(data);
  data.attributes = room;
  data.attribute_count = static_cast<std::uint32_t>(attributes.size());
  data.capacity = static_cast<std::uint32_t>(capacity);
}

void DocumentEditor::set_attribute(Node element, std::string_view name, std::string_view value) {
  const std::optional<std::string_view> was = element.attribute(name);
  if (was == value) return;
  scratch_.assign(element.attributes().begin(), element.attributes().end());
  if (was) std::ranges::find(scratch_, name, &Attribute::name)->value = value;
  else scratch_.push_back({name, value});
  set_attributes(element, scratch_);
  if (listener_ != nullptr) listener_->attribute_changed(element, name, element.attribute(name));
}

void DocumentEditor::remove_attribute(Node element, std::string_view name) {
  if (!element.attribute(name)) return;
  scratch_.assign(element.attributes().begin(), element.attributes().end());
  std::erase_if(scratch_, [name](const Attribute& each) { return each.name == name; });
  set_attributes(element, scratch_);
  if (listener_ != nullptr) listener_->attribute_changed(element, name, std::nullopt);
}

Node DocumentEditor::keep(Document document) {
  const Node root = document.root();
  data_.kept.push_back(std::move(document.data_));
  return root;
}

Node DocumentEditor::copy(Node original) { return copy_tree(original, Texts::own, nullptr); }
Node DocumentEditor::copy_kept(Node original, std::vector<Node>& made) { return copy_tree(original, Texts::kept, &made); }

std::string_view DocumentEditor::name_of_copy(const NodeData& original) {
  if (const std::string_view known = name_of(original.tag); known == original.text) return known;
  const auto found = data_.names.find(original.text);
  return found != data_.names.end() ? *found : *data_.names.emplace(original.text).first;
}

Node DocumentEditor::copy_one(Node original, Texts texts) {
  const NodeData& from = original.data();
  const bool named = from.kind == NodeKind::element;
  const NodeId id = TreeWriter(data_).make(from.kind, {}, 0);
  NodeData& to = data_.nodes[id];
  to.ns = from.ns;
  to.tag = from.tag;
  if (texts == Texts::kept) {
    to.text = from.text;
    to.attributes = from.attributes;
    to.attribute_count = from.attribute_count;
  } else if (named) {
    to.text = name_of_copy(from);
    if (from.attribute_count != 0) set_attributes(node(id), original.attributes());
  } else {
    write_text(to, from.text);
  }
  if (const Node content = original.template_content()) {
    const NodeId copied = copy_tree(content, texts, nullptr).id();
    data_.nodes[id].content = copied;
  }
  return node(id);
}

Node DocumentEditor::copy_tree(Node original, Texts texts, std::vector<Node>* made) {
  const Node top = copy_one(original, texts);
  if (made != nullptr) made->push_back(top);
  Node parent = top;  // of the copy that comes
  for (Node from = original.first_child(); from;) {
    const Node copied = copy_one(from, texts);
    if (made != nullptr) made->push_back(copied);
    insert(copied, parent);
    if (const Node child = from.first_child()) {
      from = child;
      parent = copied;
      continue;
    }
    while (from != original && !from.next()) from = from.parent(), parent = parent.parent();
    from = from == original ? Node() : from.next();
  }
  return top;
}

}  // namespace golive::testing
