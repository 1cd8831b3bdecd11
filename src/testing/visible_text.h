#pragma once
// What a reader sees of an element, as far as markup alone tells.
#include <string>
#include <string_view>

#include "testing/dom.h"

namespace golive::testing {

// The element's text: without elements that are hidden, or whose text is no text of the page (script, style, title, textarea's markup);
// elements that begin a line of their own are apart from what is beside them. Each run of white space is one space, none at the ends.
// Style sheets are not looked at.
std::string visible_text(Node element);

// Each run of white space as one space, none at the ends.
std::string without_needless_space(std::string_view text);

}  // namespace golive::testing
