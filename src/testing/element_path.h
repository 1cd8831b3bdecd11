#pragma once
// How one element of a page as it stands is found again.
#include <string>

#include "golive/testing/element.h"
#include "testing/dom.h"

namespace golive::testing {

// "#add", "#list > li:nth-child(2) > button:nth-child(1)": from the nearest id that is the page's own. The ids of live views are not; they
// differ from run to run.
std::string path_of(Node element);

// As a test would rather write it: "#add", "input[name='title']", "button" with the text "Add"; else its path.
Locator::Part call_of(const Document& page, Node element);

}  // namespace golive::testing
