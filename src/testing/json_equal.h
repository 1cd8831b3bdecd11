#pragma once
// JSON texts as values: order of members and spelling of numbers aside.
#include <string_view>

namespace golive::testing {

bool is_equal_json(std::string_view a, std::string_view b);

}  // namespace golive::testing
