#pragma once
// What somebody may have meant who looked for an element that is not there.
#include <string>
#include <string_view>
#include <vector>

#include "testing/dom.h"

namespace golive::testing {

// The part of the selector that nothing on the page has, what is spelled nearly so, and the markup round it. Lines of a message.
std::string nearest_by_selector(const Document& page, std::string_view selector);

// Of the elements that the selector matches: how they are called, the nearest first.
std::string nearest_by_name(const Document& page, const std::vector<Node>& found, std::string_view text);

}  // namespace golive::testing
