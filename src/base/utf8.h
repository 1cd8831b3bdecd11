#pragma once
// Text from outside made into text for a page: valid UTF-8 without NUL. Each maximal invalid part becomes one U+FFFD, as the Encoding
// Standard's decoder and every browser do it (overlong forms, surrogates and what lies beyond U+10FFFF count as invalid); so does NUL,
// as the HTML parser does it.
#include <cstddef>
#include <string_view>

namespace golive {

// Bytes that repairing `size` bytes makes at most.
constexpr std::size_t repaired_size_limit(std::size_t size) noexcept { return size * 3; }

// How much of the beginning is fine as it is; cost: 8 bytes of ASCII a step.
std::size_t valid_prefix(std::string_view text) noexcept;

// The same for a message, where NUL is a character like any other.
std::size_t characters(std::string_view text) noexcept;
inline bool is_utf8(std::string_view text) noexcept { return characters(text) == text.size(); }

// Whether more bytes could make a character of `text`, which ends within one: at most its first three bytes. Not of an empty text.
bool is_cut_character(std::string_view text) noexcept;

// Writes the repaired text at `out`, which has room for repaired_size_limit(text.size()); returns the end.
char* copy_repaired(char* out, std::string_view text) noexcept;

}  // namespace golive
