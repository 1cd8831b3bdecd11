#pragma once
// Lengths as maxlength and minlength count them: in UTF-16 code units.
#include <cstddef>
#include <optional>
#include <string_view>

#include "testing/dom.h"

namespace golive::testing {

// UTF-16 code units of a character that begins with this byte of UTF-8; 0: none begins.
constexpr std::size_t units_of(char byte) noexcept {
  const auto value = static_cast<unsigned char>(byte);
  return (value & 0xC0) == 0x80 ? 0 : value >= 0xF0 ? 2 : 1;
}

constexpr std::size_t utf16_length(std::string_view text) noexcept {
  std::size_t units = 0;
  for (const char c : text) units += units_of(c);
  return units;
}

// Bytes of the longest beginning, in whole characters, of at most so many code units.
constexpr std::size_t prefix_of_utf16(std::string_view text, std::size_t most) noexcept {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if ((units += units_of(text[at])) > most) return at;
  return text.size();
}

// minlength, maxlength (4.10.19.3, 4.10.19.4) and size: no number, or none that may be: nothing.
std::optional<std::size_t> length_limit(Node element, std::string_view attribute);

}  // namespace golive::testing
