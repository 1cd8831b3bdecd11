// 13.3, Serializing HTML fragments. Without recursion: pages nest as deep as they like.
#include "testing/dom.h"

namespace golive::testing {
namespace {

void append_escaped(std::string& out, std::string_view text, bool attribute) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"' && attribute) out += "&quot;";
    else if (c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0') out += "&nbsp;", ++i;
    else out += c;
  }
}

// What is in templates runs no scripts.
bool is_in_template(Node node) {
  while (node.parent()) node = node.parent();
  return node.kind() == NodeKind::fragment && node.id() != 1;
}

bool holds_raw_text(Node parent) {
  if (parent && parent.is_html(Tag::noscript)) return parent.scripting() && !is_in_template(parent);
  return parent && parent.is_element() && parent.ns() == Namespace::html &&
         is_one_of(parent.tag(), Tag::style, Tag::script, Tag::xmp, Tag::iframe, Tag::noembed, Tag::noframes, Tag::plaintext);
}

bool is_void(Node node) { return node.ns() == Namespace::html && (traits_of(node.tag()) & kVoid) != 0; }

void open(std::string& out, Node node) {
  switch (node.kind()) {
    case NodeKind::element:
      (out += '<') += node.name();
      for (const Attribute& each : node.attributes()) {
        ((out += ' ') += each.name) += "=\"";
        append_escaped(out, each.value, true);
        out += '"';
      }
      out += '>';
      break;
    case NodeKind::text:
      if (holds_raw_text(node.parent())) out += node.text();
      else append_escaped(out, node.text(), false);
      break;
    case NodeKind::comment:
      ((out += "<!--") += node.text()) += "-->";
      break;
    case NodeKind::doctype:
      ((out += "<!DOCTYPE ") += node.name()) += '>';
      break;
    default:
      break;
  }
}

void close(std::string& out, Node node) {
  if (node.is_element() && !is_void(node)) ((out += "</") += node.name()) += '>';
}

// Templates inside templates: where to go on after the content.
void append(std::string& out, Node top, bool outer) {
  std::vector<Node> hosts;
  Node node = top;
  bool down = true;
  for (;;) {
    if (down) {
      if (node != top || outer) open(out, node);
      const Node content = node.is_element() ? node.template_content() : Node();
      const Node inside = is_void(node) && node.is_element() ? Node() : content ? content.first_child() : node.first_child();
      if (inside) {
        if (content) hosts.push_back(node);
        node = inside;
        continue;
      }
    }
    if (node != top || outer) close(out, node);
    if (node == top) return;
    down = false;
    if (const Node next = node.next()) node = next, down = true;
    else if (node = node.parent(); node.kind() == NodeKind::fragment && !hosts.empty()) node = hosts.back(), hosts.pop_back();
  }
}

}  // namespace

std::string Node::inner_html() const {
  std::string out;
  append(out, *this, false);
  return out;
}

std::string Node::outer_html() const {
  std::string out;
  append(out, *this, true);
  return out;
}

}  // namespace golive::testing
