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

// The first 2 to 4 characters of a group of 24 bits.
void write_group(char* to, std::uint32_t group, std::size_t characters) noexcept {
  for (std::size_t i = 0; i < characters; ++i) to[i] = kAlphabet[group >> (18 - 6 * i) & 63];
}

// 24 bits from up to 4 characters; false if one is not of the alphabet.
bool read_group(const char* from, std::size_t characters, std::uint32_t& group) noexcept {
  std::uint32_t seen = 0;
  group = 0;
  for (std::size_t i = 0; i < characters; ++i) {
    const std::uint32_t value = kValues[static_cast<unsigned char>(from[i])];
    seen |= value;
    group |= (value & 63) << (18 - 6 * i);
  }
  return seen < 64;
}

}  // namespace

// Whole groups in loops of known length, which the compiler unrolls: a page has three of these texts in its head.
void append_base64url(std::string& out, std::span<const unsigned char> bytes) {
  const std::size_t begin = out.size();
  out.resize(begin + base64url_size(bytes.size()));
  char* to = out.data() + begin;
  const unsigned char* from = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 3; left -= 3, from += 3, to += 4) {
    write_group(to, std::uint32_t{from[0]} << 16 | std::uint32_t{from[1]} << 8 | from[2], 4);
  }
  if (left > 0) write_group(to, std::uint32_t{from[0]} << 16 | (left > 1 ? std::uint32_t{from[1]} << 8 : 0), left + 1);
}

bool read_base64url(std::string_view text, std::span<unsigned char> out) noexcept {
  if (text.size() != base64url_size(out.size())) return false;
  const char* from = text.data();
  unsigned char* to = out.data();
  std::size_t left = out.size();
  std::uint32_t group = 0;
  for (; left >= 3; left -= 3, from += 4, to += 3) {
    if (!read_group(from, 4, group)) return false;
    to[0] = static_cast<unsigned char>(group >> 16);
    to[1] = static_cast<unsigned char>(group >> 8);
    to[2] = static_cast<unsigned char>(group);
  }
  if (left == 0) return true;
  if (!read_group(from, left + 1, group)) return false;
  to[0] = static_cast<unsigned char>(group >> 16);
  if (left > 1) to[1] = static_cast<unsigned char>(group >> 8);
  return (group & (left > 1 ? 0xFFU : 0xFFFFU)) == 0;  // bits beyond the last byte
}

std::optional<std::string> read_base64url(std::string_view text) {
  std::string bytes(text.size() * 6 / 8, '\0');
  if (!read_base64url(text, {reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()})) return std::nullopt;
  return bytes;
}

}  // namespace golive
