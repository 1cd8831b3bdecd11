#include "live/urlencoded.h"

#include "base/utf8.h"

namespace golive::live {
namespace {

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string repaired(std::string text) {
  if (valid_prefix(text) == text.size()) return text;
  std::string whole(repaired_size_limit(text.size()), '\0');
  whole.resize(static_cast<std::size_t>(copy_repaired(whole.data(), text) - whole.data()));
  return whole;
}

}  // namespace

std::string decode_component(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_digit(text[i + 2]);
    if (low >= 0) {
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return repaired(std::move(decoded));
}

}  // namespace golive::live
