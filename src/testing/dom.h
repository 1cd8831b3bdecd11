#pragma once
// A parsed page, made for reading.
//
//     const Document page = parse_document("<p class=a>1 &lt; 2");
//     page.root().first_child() ...
//
// A Document owns a copy of the markup; names, texts and values are views into that copy, or into the document's own memory where they
// were not spelled as they are. It can be moved, and nodes stay valid; they are values of two words. Nodes of one document are in one
// vector.
#include <cstdint>
#include <iterator>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "golive/detail/tree.h"
#include "testing/markup_error.h"
#include "testing/tag_names.h"

namespace golive::testing {

using detail::Namespace;

enum class NodeKind : std::uint8_t { document, doctype, element, text, comment, fragment };

struct Attribute {
  std::string_view name;  // as the DOM shows it: with its prefix, xlink:href
  std::string_view value;
};

// A node as it is kept. 0 is no node.
using NodeId = std::uint32_t;

struct NodeData {
  NodeKind kind = NodeKind::element;
  Namespace ns = Namespace::html;
  Tag tag = Tag::unknown;  // of the name in lower case, whatever the namespace
  NodeId parent = 0;
  NodeId previous = 0;
  NodeId next = 0;
  NodeId first_child = 0;
  NodeId last_child = 0;
  NodeId content = 0;    // of a template: its fragment
  std::uint32_t at = 0;  // where it begins in the source
  std::uint32_t attribute_count = 0;
  std::uint32_t capacity = 0;  // of a text: bytes at `text` that are its own
  const Attribute* attributes = nullptr;
  std::string_view text;  // name of an element or doctype; data of a text or comment
};

class Node;

class Document {
 public:
  explicit Document(std::string_view markup);

  Node root() const;  // the document, or the fragment
  bool quirks() const noexcept { return data_->quirks; }
  std::span<const MarkupError> errors() const noexcept { return data_->errors; }  // the first thousand
  // The markup as it was read: invalid UTF-8 replaced, CR LF and CR as LF.
  std::string_view source() const noexcept { return data_->source; }

 private:
  friend class Node;
  friend class TreeWriter;
  struct Data {
    std::string source;
    std::vector<NodeData> nodes;
    std::vector<MarkupError> errors;
    std::pmr::monotonic_buffer_resource memory;
    bool quirks = false;
    bool scripting = true;
  };
  std::unique_ptr<Data> data_;
};

struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;  // in characters
};
Position position_in(std::string_view source, std::uint32_t at) noexcept;

class Node {
 public:
  constexpr Node() noexcept = default;
  explicit operator bool() const noexcept { return id_ != 0; }
  friend bool operator==(const Node&, const Node&) = default;

  NodeKind kind() const { return data().kind; }
  bool is_element() const { return kind() == NodeKind::element; }
  Namespace ns() const { return data().ns; }
  Tag tag() const { return data().tag; }
  bool is_html(Tag tag) const { return is_element() && data().tag == tag && data().ns == Namespace::html; }
  std::string_view name() const { return data().text; }  // element, doctype
  std::string_view text() const { return data().text; }  // text, comment
  std::uint32_t at() const { return data().at; }
  NodeId id() const noexcept { return id_; }
  bool scripting() const noexcept { return document_->scripting; }  // <noscript> holds text

  Node parent() const { return node(data().parent); }
  Node first_child() const { return node(data().first_child); }
  Node last_child() const { return node(data().last_child); }
  Node next() const { return node(data().next); }
  Node previous() const { return node(data().previous); }
  Node template_content() const { return node(data().content); }
  // The node after this one in the tree's order, within `top`; without what is in templates.
  Node after(Node top) const;
  Node after_subtree(Node top) const;

  std::span<const Attribute> attributes() const { return {data().attributes, data().attribute_count}; }
  std::optional<std::string_view> attribute(std::string_view name) const;

  std::string text_content() const;
  std::string inner_html() const;
  std::string outer_html() const;

 private:
  friend class Document;
  Node(const Document::Data* document, NodeId id) noexcept : document_(document), id_(id) {}
  const NodeData& data() const { return document_->nodes[id_]; }
  Node node(NodeId id) const { return id == 0 ? Node() : Node(document_, id); }

  const Document::Data* document_ = nullptr;
  NodeId id_ = 0;
};

}  // namespace golive::testing
