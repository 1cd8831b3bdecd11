#pragma once
// Lists of words between white space, as `class` has them.
#include <string_view>
#include <vector>

namespace golive::testing {

inline std::vector<std::string_view> words(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\n\r\f";
  std::vector<std::string_view> found;
  for (std::size_t begin = text.find_first_not_of(kSpaces); begin != std::string_view::npos;) {
    const std::size_t end = text.find_first_of(kSpaces, begin);
    found.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(kSpaces, end);
  }
  return found;
}

}  // namespace golive::testing
