#pragma once
// Markup as messages show it: without the framework's marks, and no more than a few lines.
#include <cstddef>
#include <string>

#include "testing/dom.h"

namespace golive::testing {

// The children of `node` as markup, as a person would write it.
std::string shown_html(Node node);

// One element on one line; what is long is left out in the middle.
std::string excerpt(Node element, std::size_t most = 160);

// An element with the elements round it, a line each, the element marked.
std::string surroundings(Node element);

}  // namespace golive::testing
