#pragma once
// The nodes of a document, by id.
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "golive/detail/tree.h"
#include "testing/tag_names.h"

namespace golive::testing {

using detail::Namespace;

enum class NodeKind : std::uint8_t { document, doctype, element, text, comment, fragment };

struct Attribute {
  std::string_view name;  // as the DOM shows it: with its prefix, xlink:href
  std::string_view value;
};

// Names a node for as long as its document lives: no other node is given the id of one that was removed. 0 is no node.
using NodeId = std::uint32_t;

struct NodeData {
  NodeKind kind = NodeKind::element;
  Namespace ns = Namespace::html;
  Tag tag = Tag::unknown;  // of the name in lower case, whatever the namespace
  bool exists = false;     // made and not erased
  NodeId parent = 0;
  NodeId previous = 0;
  NodeId next = 0;
  NodeId first_child = 0;
  NodeId last_child = 0;
  NodeId content = 0;    // of a template: its fragment
  std::uint32_t at = 0;  // where it begins in the source
  std::uint32_t attribute_count = 0;
  std::uint32_t capacity = 0;  // bytes at `text`, of an element at `attributes`, that are its own: a room of the document
  const Attribute* attributes = nullptr;
  std::string_view text;  // name of an element or doctype; data of a text or comment
};

// In blocks, so that nodes stay where they are. A block that is full and of which all nodes are erased is freed: what is erased costs a
// quarter of a byte for ever.
class NodeStore {
 public:
  NodeData& operator[](NodeId id) { return blocks_[id / kBlock]->nodes[id % kBlock]; }
  const NodeData& operator[](NodeId id) const { return blocks_[id / kBlock]->nodes[id % kBlock]; }

  NodeId add() {
    const NodeId id = size_++;
    if (id % kBlock == 0) blocks_.push_back(std::make_unique<Block>());
    Block& block = *blocks_.back();
    ++block.count;
    block.nodes[id % kBlock].exists = true;
    return id;
  }
  void erase(NodeId id) {
    std::unique_ptr<Block>& block = blocks_[id / kBlock];
    block->nodes[id % kBlock] = {};
    if (--block->count == 0 && (id / kBlock + 1) * kBlock <= size_) block.reset();
  }
  bool has(NodeId id) const { return id < size_ && blocks_[id / kBlock] && (*this)[id].exists; }

 private:
  static constexpr NodeId kBlock = 32;
  struct Block {
    std::array<NodeData, kBlock> nodes;
    std::uint32_t count = 0;
  };
  std::vector<std::unique_ptr<Block>> blocks_;
  NodeId size_ = 0;
};

}  // namespace golive::testing
