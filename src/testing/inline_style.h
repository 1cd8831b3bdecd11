#pragma once
// The few properties of style="" that decide whether an element is there for a person.
#include <optional>
#include <string>
#include <string_view>

#include "testing/dom.h"

namespace golive::testing {

// The value of a property in lower case; empty: not set, or to what is no keyword. The last declaration wins, important ones over others.
std::string inline_style(Node element, std::string_view property);

}  // namespace golive::testing
