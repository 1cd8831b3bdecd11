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

}  // namespace

void append_base64url(std::string& out, std::span<const unsigned char> bytes) {
  const std::size_t begin = out.size();
  out.resize(begin + base64url_size(bytes.size()));
  char* at = out.data() + begin;
  std::uint32_t group = 0;
  int bits = 0;
  for (const unsigned char byte : bytes) {
    group = group << 8 | byte;
    for (bits += 8; bits >= 6; bits -= 6) *at++ = kAlphabet[group >> (bits - 6) & 63];
  }
  if (bits > 0) *at = kAlphabet[group << (6 - bits) & 63];
}

bool read_base64url(std::string_view text, std::span<unsigned char> out) noexcept {
  if (text.size() != base64url_size(out.size())) return false;
  std::size_t at = 0;
  std::uint32_t group = 0;
  int bits = 0;
  for (const char c : text) {
    const std::uint8_t value = kValues[static_cast<unsigned char>(c)];
    if (value == kInvalid) return false;
    group = group << 6 | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[at++] = static_cast<unsigned char>(group >> bits);
  }
  return (group & ((1U << bits) - 1)) == 0;  // bits beyond the last byte
}

std::optional<std::string> read_base64url(std::string_view text) {
  std::string bytes(text.size() * 6 / 8, '\0');
  if (!read_base64url(text, {reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()})) return std::nullopt;
  return bytes;
}

}  // namespace golive
