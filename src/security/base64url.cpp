#include "security/base64url.h"

#include <array>
#include <cstdint>

namespace golive::security {
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
  for (std::size_t i = 0; i + 2 < bytes.size(); i += 3) {
    const auto group = static_cast<std::uint32_t>(bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2]);
    for (int shift = 18; shift >= 0; shift -= 6) out += kAlphabet[group >> shift & 63];
  }
}

bool read_base64url(std::string_view text, std::span<unsigned char> out) {
  if (text.size() % 4 != 0 || text.size() / 4 * 3 != out.size()) return false;
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 4; ++j) {
      const std::uint8_t value = kValues[static_cast<unsigned char>(text[i + j])];
      if (value == kInvalid) return false;
      group = group << 6 | value;
    }
    out[at++] = static_cast<unsigned char>(group >> 16);
    out[at++] = static_cast<unsigned char>(group >> 8);
    out[at++] = static_cast<unsigned char>(group);
  }
  return true;
}

}  // namespace golive::security
