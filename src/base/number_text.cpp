#include "base/number_text.h"

#include <cmath>
#include <cstring>

namespace golive {

namespace {

char* put(char* out, const char* text, std::size_t size) noexcept {
  std::memcpy(out, text, size);
  return out + size;
}

char* zeros(char* out, int count) noexcept {
  std::memset(out, '0', static_cast<std::size_t>(count));
  return out + count;
}

// A number 0.d1d2d3... x 10^point with `count` digits.
struct Decimal {
  char digits[20];
  int count = 0;
  int point = 0;
};

Decimal shortest(double value) noexcept {
  char text[kNumberTextSize];  // d.ddde+XX
  const char* end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
  Decimal decimal;
  const char* at = text;
  for (; *at != 'e'; ++at)
    if (*at != '.') decimal.digits[decimal.count++] = *at;
  at += at[1] == '+' ? 2 : 1;  // from_chars takes a minus, not a plus
  std::from_chars(at, end, decimal.point);
  ++decimal.point;
  return decimal;
}

char* write_exponent(char* out, const Decimal& decimal) noexcept {
  *out++ = decimal.digits[0];
  if (decimal.count > 1) {
    *out++ = '.';
    out = put(out, decimal.digits + 1, static_cast<std::size_t>(decimal.count - 1));
  }
  *out++ = 'e';
  const int exponent = decimal.point - 1;
  *out++ = exponent < 0 ? '-' : '+';
  return std::to_chars(out, out + 4, std::abs(exponent)).ptr;
}

char* write_decimal(char* out, const Decimal& decimal) noexcept {
  const auto count = static_cast<std::size_t>(decimal.count);
  if (decimal.point > 21 || decimal.point <= -6) return write_exponent(out, decimal);
  if (decimal.count <= decimal.point) return zeros(put(out, decimal.digits, count), decimal.point - decimal.count);
  if (decimal.point > 0) {
    const auto whole = static_cast<std::size_t>(decimal.point);
    out = put(out, decimal.digits, whole);
    *out++ = '.';
    return put(out, decimal.digits + whole, count - whole);
  }
  out = zeros(put(out, "0.", 2), -decimal.point);
  return put(out, decimal.digits, count);
}

}  // namespace

char* write_number(char* out, double value) noexcept {
  if (std::isnan(value)) return put(out, "NaN", 3);
  if (value < 0) {
    *out++ = '-';
    value = -value;
  }
  if (std::isinf(value)) return put(out, "Infinity", 8);
  constexpr double kExact = 9007199254740992;  // 2^53: below, a whole number is its own shortest decimal
  if (value < kExact && value == std::floor(value)) return write_integer(out, static_cast<std::int64_t>(value));
  return write_decimal(out, shortest(value));
}

}  // namespace golive
