#pragma once
// A selector that finds one element of a page as it stands.
#include <string>

#include "testing/dom.h"

namespace golive::testing {

// "#add", "#list > li:nth-child(2) > button:nth-child(1)": from the nearest id that is the page's own. The ids of live views are not; they
// differ from run to run.
std::string path_of(Node element);

}  // namespace golive::testing
