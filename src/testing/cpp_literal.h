#pragma once
// A text as C++ has it, for lines that are pasted into a test.
#include <string>
#include <string_view>

namespace golive::testing {

// "milk"; "a\000b"sv if there is a NUL, which a plain literal would end at; std::string(5000, 'x') for a long run of one character. What
// an editor would not show as it is, is escaped.
std::string cpp_literal(std::string_view text);

}  // namespace golive::testing
