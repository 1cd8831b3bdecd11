#include "base/utf8.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace golive {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

// What stands at the beginning of a text: `size` bytes that are one character, or one maximal invalid part.
struct Part {
  std::size_t size;
  bool valid;
  bool cut = false;  // not valid only because the text ends there
};

bool is_continuation(unsigned char byte) noexcept { return (byte & 0xc0) == 0x80; }

// Unicode 15, table 3-7: the second byte's range depends on the first; all others are 80..BF.
Part multibyte(const unsigned char* at, std::size_t left) noexcept {
  const unsigned char first = at[0];
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return {1, false};
  unsigned char low = 0x80;
  unsigned char high = 0xbf;
  if (first == 0xe0) low = 0xa0;
  if (first == 0xed) high = 0x9f;
  if (first == 0xf0) low = 0x90;
  if (first == 0xf4) high = 0x8f;
  if (left < 2) return {1, false, true};
  if (at[1] < low || at[1] > high) return {1, false};
  for (std::size_t i = 2; i < length; ++i)
    if (left <= i || !is_continuation(at[i])) return {i, false, left <= i};
  return {length, true};
}

// Bytes 01..7F at the beginning.
std::size_t plain_prefix(const char* at, std::size_t size) noexcept {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    std::uint64_t word;
    std::memcpy(&word, at + i, 8);
    // The subtraction borrows into a high bit at the first NUL; what lies before it is exact.
    const std::uint64_t found = ((word - kOnes) | word) & kHigh;
    if (found == 0) continue;
    if constexpr (std::endian::native == std::endian::little) return i + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    else break;
  }
  while (i < size && at[i] > 0) ++i;
  return i;
}

}  // namespace

std::size_t valid_prefix(std::string_view text) noexcept {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t at = 0;
  while (true) {
    at += plain_prefix(text.data() + at, text.size() - at);
    if (at == text.size() || bytes[at] == 0) return at;
    const Part part = multibyte(bytes + at, text.size() - at);
    if (!part.valid) return at;
    at += part.size;
  }
}

std::size_t characters(std::string_view text) noexcept {
  std::size_t size = 0;
  for (;;) {
    size += valid_prefix(text.substr(size));
    if (size == text.size() || text[size] != '\0') return size;
    size += 1;
  }
}

bool is_cut_character(std::string_view text) noexcept {
  return !text.empty() && multibyte(reinterpret_cast<const unsigned char*>(text.data()), text.size()).cut;
}

char* copy_repaired(char* out, std::string_view text) noexcept {
  while (true) {
    const std::size_t valid = valid_prefix(text);
    std::memcpy(out, text.data(), valid);
    out += valid;
    text.remove_prefix(valid);
    if (text.empty()) return out;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const Part part = bytes[0] == 0 ? Part{1, false} : multibyte(bytes, text.size());
    std::memcpy(out, kReplacement.data(), kReplacement.size());
    out += kReplacement.size();
    text.remove_prefix(part.size);
  }
}

}  // namespace golive
