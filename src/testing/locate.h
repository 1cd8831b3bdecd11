#pragma once
// Finds the element that a step is for, or says why there is none and what is there instead.
#include <string>
#include <string_view>
#include <vector>

#include "golive/testing/element.h"
#include "testing/dom.h"

namespace golive::testing {

// All that match, in the tree's order. Throws Failure for a selector that cannot be read.
std::vector<Node> find_all(const Document& page, const Locator& locator);

// The one that matches. Throws Failure otherwise: none (with what is nearest), or several (with all).
Node find_one(const Document& page, const Locator& locator);

// As a test has written it: "button", "Add" within "form".
std::string spelled(const Locator& locator);

}  // namespace golive::testing
