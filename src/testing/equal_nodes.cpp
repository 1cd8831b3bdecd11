#include "testing/equal_nodes.h"

#include <algorithm>

namespace golive::testing {
namespace {

// What is in them aside.
bool are_alike(Node one, Node other) {
  if (one.kind() != other.kind() || one.name() != other.name() || one.ns() != other.ns()) return false;
  if (one.attributes().size() != other.attributes().size()) return false;
  return std::ranges::all_of(one.attributes(), [other](const Attribute& each) { return other.attribute(each.name) == each.value; });
}

}  // namespace

bool equal_nodes(Node one, Node other) {
  const Node top = one;
  while (are_alike(one, other)) {
    const Node content = one.template_content();
    if (content && !equal_nodes(content, other.template_content())) return false;
    if (bool(one.first_child()) != bool(other.first_child())) return false;
    if (one.first_child()) {
      one = one.first_child(), other = other.first_child();
      continue;
    }
    for (;; one = one.parent(), other = other.parent()) {
      if (one == top) return true;
      if (bool(one.next()) != bool(other.next())) return false;
      if (one.next()) break;
    }
    one = one.next(), other = other.next();
  }
  return false;
}

bool equal_siblings(Node first, Node end, Node other) {
  for (; first != end; first = first.next(), other = other.next())
    if (!other || !equal_nodes(first, other)) return false;
  return !other;
}

}  // namespace golive::testing
