#pragma once
// Letters of ASCII in lower case, and no others: as HTML and CSS compare names.
#include <string>
#include <string_view>

#include "golive/detail/template_name.h"

namespace golive::testing {

constexpr char lower(char c) noexcept { return detail::is_upper(c) ? static_cast<char>(c + 32) : c; }

inline std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

// Value of a hexadecimal digit; -1 for what is none.
constexpr int hex_value(char c) noexcept {
  if (detail::is_digit(c)) return c - '0';
  const char letter = lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

}  // namespace golive::testing
