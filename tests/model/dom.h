#pragma once
// A page as the model client sees it: elements, texts, comments, and node slots as nodes of their own that hold what is between their
// marks.
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace golive::model {

struct Node;
struct Instance;
using NodePtr = std::shared_ptr<Node>;

struct Row {
  std::string key;
  std::shared_ptr<Instance> instance;
};

struct RowList {
  std::string row_template;  // "" when rows differ
  std::vector<Row> rows;
};

struct RawHtml {
  std::string html;
};

struct Node {
  enum class Kind { element, text, comment, slot };

  Kind kind = Kind::element;
  std::string name;                                                                   // element
  std::map<std::string, std::string> attributes;                                      // element
  std::string data;                                                                   // text, comment
  std::vector<NodePtr> children;                                                      // element
  std::variant<std::monostate, std::shared_ptr<Instance>, RowList, RawHtml> content;  // slot
};

NodePtr make_text(std::string_view data);

// An instance of a template on the page. refs[i] is where slot i shows: its text node, element or slot node.
struct Instance {
  std::string fingerprint;
  std::vector<NodePtr> nodes;
  std::vector<NodePtr> refs;
};

// Well-formed markup as the framework writes it; throws std::runtime_error for anything else.
std::vector<NodePtr> parse(std::string_view html);
NodePtr clone(const Node& node);

// Without marks, attributes in alphabetic order; what two pages must agree on.
std::string serialize(const std::vector<NodePtr>& nodes);
// The same of any markup.
std::string normalized(std::string_view html);

}  // namespace golive::model
