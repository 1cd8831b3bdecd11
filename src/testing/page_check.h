#pragma once
// What is wrong with a page, whatever the test asks: ids that two elements have, markup that is not nested as HTML has it.
#include <optional>
#include <string>

#include "testing/dom.h"

namespace golive::testing {

// Within `root`. Of what is in templates nothing is said.
std::optional<std::string> duplicate_id(Node root);

// The first place where the parser had to mend the tree, with the line of the markup. `markup`: what it was parsed from.
std::optional<std::string> wrong_nesting(const Document& parsed);

}  // namespace golive::testing
