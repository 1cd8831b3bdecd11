#pragma once
// The style sheet of panels.
#include <string_view>

namespace golive::panel {

std::string_view style();

}  // namespace golive::panel
