#pragma once
// Numbers as JavaScript prints them, so that the text the server writes is the text the browser makes of the same number.
// Source: ECMA-262, Number::toString; the fewest digits that read back as the same double.
#include <charconv>
#include <cstddef>
#include <cstdint>

namespace golive {

// Bytes that either function writes at most.
inline constexpr std::size_t kNumberTextSize = 32;

// Both write at `out` and return the end. Any double: "NaN", "Infinity", "-Infinity" included; -0 is "0".
char* write_number(char* out, double value) noexcept;
inline char* write_integer(char* out, std::int64_t value) noexcept { return std::to_chars(out, out + kNumberTextSize, value).ptr; }
inline char* write_integer(char* out, std::uint64_t value) noexcept { return std::to_chars(out, out + kNumberTextSize, value).ptr; }

}  // namespace golive
