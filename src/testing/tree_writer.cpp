#include "testing/tree_writer.h"

#include <algorithm>
#include <cstring>

namespace golive::testing {

NodeId TreeWriter::make(NodeKind kind, std::string_view text, std::uint32_t at) {
  const NodeId id = data_.nodes.add();
  NodeData& made = data_.nodes[id];
  made.kind = kind;
  made.text = text;
  made.at = at;
  return id;
}

NodeId TreeWriter::make_element(Namespace ns, Tag tag, std::string_view name, std::uint32_t at) {
  const NodeId id = make(NodeKind::element, name, at);
  data_.nodes[id].ns = ns;
  data_.nodes[id].tag = tag;
  if (ns == Namespace::html && tag == Tag::template_) {
    const NodeId content = make(NodeKind::fragment, {}, at);
    data_.nodes[id].content = content;
  }
  return id;
}

NodeId TreeWriter::copy_element(NodeId original) {
  const NodeData from = data_.nodes[original];
  const NodeId id = make_element(from.ns, from.tag, from.text, from.at);
  data_.nodes[id].attributes = from.attributes;  // shared: attributes do not change
  data_.nodes[id].attribute_count = from.attribute_count;
  return id;
}

void TreeWriter::set_attributes(NodeId element, std::span<const Attribute> attributes) {
  if (attributes.empty()) return;
  auto* const kept = static_cast<Attribute*>(data_.memory.allocate(attributes.size_bytes(), alignof(Attribute)));
  std::uninitialized_copy(attributes.begin(), attributes.end(), kept);
  data_.nodes[element].attributes = kept;
  data_.nodes[element].attribute_count = static_cast<std::uint32_t>(attributes.size());
}

void TreeWriter::insert(NodeId node, Place place) {
  NodeData& parent = at(place.parent);
  NodeData& inserted = at(node);
  inserted.parent = place.parent;
  inserted.next = place.before;
  inserted.previous = place.before == 0 ? parent.last_child : at(place.before).previous;
  if (inserted.previous != 0) at(inserted.previous).next = node;
  else parent.first_child = node;
  if (place.before != 0) at(place.before).previous = node;
  else parent.last_child = node;
}

void TreeWriter::remove(NodeId node) {
  NodeData& removed = at(node);
  if (removed.parent == 0) return;
  NodeData& parent = at(removed.parent);
  if (removed.previous != 0) at(removed.previous).next = removed.next;
  else parent.first_child = removed.next;
  if (removed.next != 0) at(removed.next).previous = removed.previous;
  else parent.last_child = removed.previous;
  removed.parent = removed.previous = removed.next = 0;
}

void TreeWriter::move_children(NodeId from, NodeId to) {
  while (at(from).first_child != 0) {
    const NodeId child = at(from).first_child;
    remove(child);
    insert(child, {to, 0});
  }
}

void TreeWriter::insert_text(std::string_view text, Place place, std::uint32_t at_source) {
  if (at(place.parent).kind == NodeKind::document) return;
  const NodeId before = place.before == 0 ? at(place.parent).last_child : at(place.before).previous;
  if (before != 0 && at(before).kind == NodeKind::text) return extend(at(before), text);
  insert(make(NodeKind::text, text, at_source), place);
}

// Nothing is copied where both stand side by side in the source; else a copy has room to grow.
void TreeWriter::extend(NodeData& node, std::string_view text) {
  const std::size_t size = node.text.size();
  if (node.capacity == 0 && node.text.data() + size == text.data()) {
    node.text = {node.text.data(), size + text.size()};
    return;
  }
  if (size + text.size() > node.capacity) {
    const std::size_t capacity = std::max<std::size_t>(2 * (size + text.size()), 32);
    char* const room = static_cast<char*>(data_.rooms.allocate(capacity, 1));
    std::memcpy(room, node.text.data(), size);
    free_room(node);
    node.text = {room, size};
    node.capacity = static_cast<std::uint32_t>(capacity);
  }
  std::memcpy(const_cast<char*>(node.text.data()) + size, text.data(), text.size());  // NOLINT: its own room
  node.text = {node.text.data(), size + text.size()};
}

void TreeWriter::free_room(NodeData& node) {
  if (node.capacity == 0) return;
  const bool element = node.kind == NodeKind::element;
  void* const room = element ? static_cast<void*>(const_cast<Attribute*>(node.attributes))  // NOLINT: its own room
                             : const_cast<char*>(node.text.data());                         // NOLINT
  data_.rooms.deallocate(room, node.capacity, element ? alignof(Attribute) : 1);
  node.capacity = 0;
}

}  // namespace golive::testing
