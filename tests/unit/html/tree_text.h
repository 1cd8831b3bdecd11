#pragma once
// A parsed page as text, a line a node or attribute, as parser tests are written.
#include <string>

#include "html/dom.h"

namespace golive::test {

inline void append_tree(std::string& out, html::Node parent, std::size_t depth) {
  for (html::Node node = parent.first_child(); node; node = node.next()) {
    const std::string indent = "| " + std::string(2 * depth, ' ');
    out += indent;
    switch (node.kind()) {
      case html::NodeKind::doctype:
        ((out += "<!DOCTYPE ") += node.name()) += ">\n";
        break;
      case html::NodeKind::text:
        ((out += '"') += node.text()) += "\"\n";
        break;
      case html::NodeKind::comment:
        ((out += "<!-- ") += node.text()) += " -->\n";
        break;
      default:
        out += node.ns() == html::Namespace::svg ? "<svg " : node.ns() == html::Namespace::math ? "<math " : "<";
        (out += node.name()) += ">\n";
        for (const html::Attribute& each : node.attributes()) ((((out += indent + "  ") += each.name) += "=\"") += each.value) += "\"\n";
        if (const html::Node content = node.template_content()) {
          out += indent + "  content\n";
          append_tree(out, content, depth + 2);
        }
        append_tree(out, node, depth + 1);
        break;
    }
  }
}

inline std::string tree_text(html::Node root) {
  std::string out;
  append_tree(out, root, 0);
  return out;
}

}  // namespace golive::test
