#pragma once
// A parsed page. It is read here; document_editor.h changes it.
//
//     const Document page = parse_document("<p class=a>1 &lt; 2");
//     page.root().first_child() ...
//
// A Document owns a copy of the markup; names, texts and values are views into that copy, or into the document's own memory where they
// were not spelled as they are, and last until that text or element is changed. It can be moved, and nodes stay valid; they are values of
// two words.
#include <cstdint>
#include <iterator>
#include <memory>
#include <memory_resource>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "testing/markup_error.h"
#include "testing/node_store.h"

namespace golive::testing {

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
  friend class DocumentEditor;
  friend class Node;
  friend class TreeWriter;
  struct Data {
    std::string source;
    NodeStore nodes;
    std::vector<MarkupError> errors;
    std::pmr::monotonic_buffer_resource memory;     // what stays as long as the document
    std::pmr::unsynchronized_pool_resource rooms;   // texts that grew or were changed, attributes that were: given back with their nodes
    std::set<std::string, std::less<>> names;       // of elements that came from another document
    std::vector<std::unique_ptr<const Data>> kept;  // documents whose texts are shown here
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

  // False once it was removed from the page; everything else may be asked of nodes that exist only.
  bool exists() const { return id_ != 0 && document_->nodes.has(id_); }
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
  friend class DocumentEditor;
  Node(const Document::Data* document, NodeId id) noexcept : document_(document), id_(id) {}
  const NodeData& data() const { return document_->nodes[id_]; }
  Node node(NodeId id) const { return id == 0 ? Node() : Node(document_, id); }

  const Document::Data* document_ = nullptr;
  NodeId id_ = 0;
};

}  // namespace golive::testing
