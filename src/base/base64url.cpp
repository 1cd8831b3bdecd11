#include "base/base64url.h"

#include <array>
#include <cstdint>

namespace golive {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kInvalid = 255;

constexpr std::array<std::uint8_t, 256> kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kInvalid);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

char character(std::uint32_t group, int shift) noexcept { return kAlphabet[group >> shift & 63]; }
std::uint32_t value(char c) noexcept { return kValues[static_cast<unsigned char>(c)]; }
std::uint32_t byte(unsigned char byte, int shift) noexcept { return std::uint32_t{byte} << shift; }

}  // namespace

// By groups of 24 bits, written out: a page has three of these texts in its head, and the compiler unrolls no loop over them.
void append_base64url(std::string& out, std::span<const unsigned char> bytes) {
  const std::size_t begin = out.size();
  out.resize(begin + base64url_size(bytes.size()));
  char* to = out.data() + begin;
  const unsigned char* from = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 3; left -= 3, from += 3, to += 4) {
    const std::uint32_t group = byte(from[0], 16) | byte(from[1], 8) | from[2];
    to[0] = character(group, 18);
    to[1] = character(group, 12);
    to[2] = character(group, 6);
    to[3] = character(group, 0);
  }
  if (left == 0) return;
  const std::uint32_t group = byte(from[0], 16) | (left > 1 ? byte(from[1], 8) : 0);
  to[0] = character(group, 18);
  to[1] = character(group, 12);
  if (left > 1) to[2] = character(group, 6);
}

bool read_base64url(std::string_view text, std::span<unsigned char> out) noexcept {
  if (text.size() != base64url_size(out.size())) return false;
  const char* from = text.data();
  unsigned char* to = out.data();
  std::size_t left = out.size();
  std::uint32_t seen = 0;  // kInvalid has bits that no value has
  for (; left >= 3; left -= 3, from += 4, to += 3) {
    const std::uint32_t first = value(from[0]), second = value(from[1]), third = value(from[2]), fourth = value(from[3]);
    seen |= first | second | third | fourth;
    to[0] = static_cast<unsigned char>(first << 2 | second >> 4);
    to[1] = static_cast<unsigned char>(second << 4 | third >> 2);
    to[2] = static_cast<unsigned char>(third << 6 | fourth);
  }
  if (left > 0) {
    const std::uint32_t first = value(from[0]), second = value(from[1]), third = left > 1 ? value(from[2]) : 0;
    seen |= first | second | third;
    to[0] = static_cast<unsigned char>(first << 2 | second >> 4);
    if (left > 1) to[1] = static_cast<unsigned char>(second << 4 | third >> 2);
    if ((left > 1 ? third & 3 : second & 15) != 0) return false;  // bits beyond the last byte
  }
  return seen < 64;
}

std::optional<std::string> read_base64url(std::string_view text) {
  std::string bytes(text.size() * 6 / 8, '\0');
  if (!read_base64url(text, {reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()})) return std::nullopt;
  return bytes;
}

}  // namespace golive
