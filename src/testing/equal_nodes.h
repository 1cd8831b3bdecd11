#pragma once
// Whether nodes are the same, as isEqualNode has it.
#include "testing/dom.h"

namespace golive::testing {

// With all that is in them; the order of attributes aside.
bool equal_nodes(Node one, Node other);
// Those from `first` up to `end`, and those from `other` on.
bool equal_siblings(Node first, Node end, Node other);

}  // namespace golive::testing
