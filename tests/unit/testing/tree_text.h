#pragma once
// A parsed page as text, a line a node or attribute, as parser tests are written.
#include <string>

#include "testing/dom.h"

namespace golive::test {

inline void append_tree(std::string& out, testing::Node parent, std::size_t depth) {
  for (testing::Node node = parent.first_child(); node; node = node.next()) {
    const std::string indent = "| " + std::string(2 * depth, ' ');
    out += indent;
    switch (node.kind()) {
      case testing::NodeKind::doctype:
        ((out += "<!DOCTYPE ") += node.name()) += ">\n";
        break;
      case testing::NodeKind::text:
        ((out += '"') += node.text()) += "\"\n";
        break;
      case testing::NodeKind::comment:
        ((out += "<!-- ") += node.text()) += " -->\n";
        break;
      default:
        out += node.ns() == testing::Namespace::svg ? "<svg " : node.ns() == testing::Namespace::math ? "<math " : "<";
        (out += node.name()) += ">\n";
        for (const testing::Attribute& each : node.attributes()) ((((out += indent + "  ") += each.name) += "=\"") += each.value) += "\"\n";
        if (const testing::Node content = node.template_content()) {
          out += indent + "  content\n";
          append_tree(out, content, depth + 2);
        }
        append_tree(out, node, depth + 1);
        break;
    }
  }
}

inline std::string tree_text(testing::Node root) {
  std::string out;
  append_tree(out, root, 0);
  return out;
}

}  // namespace golive::test
