#pragma once
// Changes a parsed page in place, as scripts do by the DOM.
//
//     DocumentEditor editor(page);
//     editor.set_attribute(button, "disabled", "");
//     editor.insert(editor.make_text("more"), list);
//
// A node keeps its id wherever it is moved; one that is removed is gone with all that is in it, and no other is ever given its id. Memory
// is that of the nodes that are there: a text is written over where it stands if it fits, and rooms of texts and attributes are used again.
#include <optional>
#include <string_view>
#include <vector>

#include "testing/dom.h"

namespace golive::testing {

// Told of what a patch does to a page. Nothing that is already so is told.
class DocumentListener {
 public:
  virtual ~DocumentListener() = default;
  virtual void attribute_changed(Node element, std::string_view name, std::optional<std::string_view> value) = 0;  // no value: removed
  virtual void content_changed(Node element) = 0;  // a text slot that is all of a textarea, title or option
  // Once for each node of a subtree, which is out of the page already but still whole.
  virtual void node_removed(Node node) = 0;
};

class DocumentEditor {
 public:
  explicit DocumentEditor(Document& document, DocumentListener* listener = nullptr) : data_(*document.data_), listener_(listener) {}

  Node make_text(std::string_view text) { return make(NodeKind::text, text); }
  Node make_comment(std::string_view text) { return make(NodeKind::comment, text); }
  Node make_fragment() { return make(NodeKind::fragment, {}); }
  // Before `before`, or at the end; from where it was, if it was somewhere.
  void insert(Node node, Node parent, Node before = {});
  void remove(Node node);
  void remove_children(Node parent);
  void set_text(Node node, std::string_view text);
  // As textContent: one text, or nothing.
  void set_content(Node element, std::string_view text);
  void set_attribute(Node element, std::string_view name, std::string_view value);
  void remove_attribute(Node element, std::string_view name);

  // Copies of a node with all that is in it, outside of the tree. The first has texts of its own; the second shows those of a document that
  // was given to keep(), and adds the copies to `made` in the tree's order, what is in templates aside.
  Node copy(Node original);
  Node copy_kept(Node original, std::vector<Node>& made);
  // Keeps a document as long as this one lives; its root.
  Node keep(Document document);

 private:
  enum class Texts : bool { own, kept };

  Node make(NodeKind kind, std::string_view text);
  Node node(NodeId id) const { return {&data_, id}; }
  NodeData& at(Node node) { return data_.nodes[node.id()]; }
  void set_attributes(Node element, std::span<const Attribute> attributes);
  void write_text(NodeData& node, std::string_view text);
  Node copy_one(Node original, Texts texts);
  Node copy_tree(Node original, Texts texts, std::vector<Node>* made);
  std::string_view name_of_copy(const NodeData& original);
  void destroy(Node top);

  Document::Data& data_;
  DocumentListener* listener_;
  std::vector<Attribute> scratch_;
};

}  // namespace golive::testing
