#pragma once
// How messages name an element.
#include <string>

#include "testing/dom.h"

namespace golive::testing {

// Its start tag with what tells it from others: id, name, type, value, href, the lv- attributes and those named. Long values are cut.
std::string start_tag(Node element, std::string_view also = {});

}  // namespace golive::testing
