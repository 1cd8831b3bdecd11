#include "model/dom.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "model/served_markup.h"

namespace golive::model {
namespace {

const std::set<std::string, std::less<>> kVoid{"br", "hr", "img", "input", "link", "meta", "col"};

std::string unescape(std::string_view text) {
  static const std::pair<std::string_view, std::string_view> kNames[] = {{"&amp;", "&"},  {"&lt;", "<"},  {"&gt;", ">"},  {"&quot;", "\""},
                                                                         {"&#13;", "\r"}, {"&#39;", "'"}, {"&#34;", "\""}};
  std::string out;
  while (!text.empty()) {
    const auto found = std::find_if(std::begin(kNames), std::end(kNames), [&](const auto& name) { return text.starts_with(name.first); });
    if (found != std::end(kNames)) {
      out += found->second;
      text.remove_prefix(found->first.size());
    } else {
      out += text[0];
      text.remove_prefix(1);
    }
  }
  return out;
}

class Parser {
 public:
  explicit Parser(std::string_view html) : left_(html) {}

  std::vector<NodePtr> nodes() {
    std::vector<NodePtr> found;
    while (!left_.empty() && !left_.starts_with("</")) {
      if (left_.starts_with("<!--")) {
        auto comment = std::make_shared<Node>();
        comment->kind = Node::Kind::comment;
        left_.remove_prefix(4);
        comment->data = until("-->");
        found.push_back(std::move(comment));
      } else if (left_[0] == '<') {
        found.push_back(element());
      } else {
        found.push_back(make_text(unescape(take(left_.find('<')))));
      }
    }
    return found;
  }
  bool at_end() const { return left_.empty(); }

 private:
  std::string_view take(std::size_t count) {
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(taken.size());
    return taken;
  }
  std::string_view until(std::string_view mark) {
    const std::size_t end = left_.find(mark);
    if (end == std::string_view::npos) throw std::runtime_error("markup ends before " + std::string(mark));
    const std::string_view taken = take(end);
    left_.remove_prefix(mark.size());
    return taken;
  }

  NodePtr element() {
    left_.remove_prefix(1);
    auto node = std::make_shared<Node>();
    node->name = take(left_.find_first_of(" >"));
    while (left_.starts_with(" ")) {
      left_.remove_prefix(1);
      const std::string name(take(left_.find_first_of(" >=")));
      std::string value;
      if (left_.starts_with("=\"")) {
        left_.remove_prefix(2);
        value = unescape(until("\""));
      }
      if (!node->attributes.emplace(name, value).second) throw std::runtime_error("attribute twice: " + name);
    }
    until(">");
    if (kVoid.contains(node->name)) return node;
    if (node->name == "textarea" || node->name == "title") {
      if (left_.starts_with("\n")) left_.remove_prefix(1);
      const std::string text = unescape(until("</"));
      if (!text.empty()) node->children.push_back(make_text(text));
    } else {
      node->children = nodes();
      until("</");
    }
    if (until(">") != node->name) throw std::runtime_error("unbalanced " + node->name);
    return node;
  }

  std::string_view left_;
};

void write(const std::vector<NodePtr>& nodes, std::string& out);

void write_slot(const Node& slot, std::string& out) {
  if (const auto* instance = std::get_if<std::shared_ptr<Instance>>(&slot.content)) write((*instance)->nodes, out);
  if (const auto* list = std::get_if<RowList>(&slot.content))
    for (const Row& row : list->rows) write(row.instance->nodes, out);
  if (const auto* raw = std::get_if<RawHtml>(&slot.content)) out += normalized(raw->html);
}

void write(const std::vector<NodePtr>& nodes, std::string& out) {
  for (const NodePtr& node : nodes) {
    if (node->kind == Node::Kind::text) out += escape_text(node->data);
    if (node->kind == Node::Kind::slot) write_slot(*node, out);
    if (node->kind != Node::Kind::element) continue;
    out += '<' + node->name;
    for (const auto& [name, value] : node->attributes)
      if (name != "lv-s") out += ' ' + name + "=\"" + escape_attribute(value) + '"';
    out += '>';
    if (kVoid.contains(node->name)) continue;
    if (node->name == "textarea" && !node->children.empty() && node->children[0]->data.starts_with('\n')) out += '\n';
    write(node->children, out);
    out += "</" + node->name + '>';
  }
}

}  // namespace

NodePtr make_text(std::string_view data) {
  auto node = std::make_shared<Node>();
  node->kind = Node::Kind::text;
  node->data = data;
  return node;
}

std::vector<NodePtr> parse(std::string_view html) {
  Parser parser(html);
  std::vector<NodePtr> nodes = parser.nodes();
  if (!parser.at_end()) throw std::runtime_error("end tag without start: " + std::string(html));
  return nodes;
}

NodePtr clone(const Node& node) {
  auto copy = std::make_shared<Node>(node);
  for (NodePtr& child : copy->children) child = clone(*child);
  return copy;
}

std::string serialize(const std::vector<NodePtr>& nodes) {
  std::string out;
  write(nodes, out);
  return out;
}

std::string normalized(std::string_view html) { return serialize(parse(html)); }

}  // namespace golive::model
