#pragma once
// Makes and moves the nodes of a document, by their ids.
#include "testing/dom.h"
#include "testing/tokenizer.h"

namespace golive::testing {

struct Place {
  NodeId parent = 0;
  NodeId before = 0;  // 0: at the end
};

class TreeWriter {
 public:
  explicit TreeWriter(Document& document) : data_(*document.data_) {}
  explicit TreeWriter(Document::Data& data) : data_(data) {}

  NodeData& at(NodeId id) { return data_.nodes[id]; }
  const NodeData& at(NodeId id) const { return data_.nodes[id]; }
  std::string_view source() const { return data_.source; }
  std::vector<MarkupError>& errors() { return data_.errors; }
  std::pmr::memory_resource& memory() { return data_.memory; }
  void set_scripting(bool scripting) { data_.scripting = scripting; }
  void set_quirks(bool quirks) { data_.quirks = quirks; }
  bool quirks() const { return data_.quirks; }

  NodeId make(NodeKind kind, std::string_view text, std::uint32_t at);
  NodeId make_element(Namespace ns, Tag tag, std::string_view name, std::uint32_t at);
  NodeId copy_element(NodeId original);
  void set_attributes(NodeId element, std::span<const Attribute> attributes);
  void insert(NodeId node, Place place);
  void remove(NodeId node);
  void move_children(NodeId from, NodeId to);
  // To the text before the place, if there is one.
  void insert_text(std::string_view text, Place place, std::uint32_t at);
  // Gives back what is the node's own at `capacity`.
  void free_room(NodeData& node);

 private:
  void extend(NodeData& node, std::string_view text);
  Document::Data& data_;
};

}  // namespace golive::testing
