#pragma once
// What a person calls an element: its text or its label.
#include <string>
#include <vector>

#include "testing/dom.h"

namespace golive::testing {

// All names that it has: visible text, aria-label, the texts of its labels, the value of a button, placeholder, title, alt.
std::vector<std::string> names_of(const Document& page, Node element);

}  // namespace golive::testing
