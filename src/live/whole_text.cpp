// Whole numbers as number fields spell them. Exact: no digit goes through a double.
#include <algorithm>
#include <charconv>
#include <limits>

#include "golive/detail/payload_decode.h"

namespace golive::detail {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::int64_t kHugeExponent = 1'000'000'000'000;  // beyond what any text has digits for

// Takes the digits at the beginning of `text`.
std::string_view take_digits(std::string_view& text) noexcept {
  const std::string_view digits = text.substr(0, text.find_first_not_of(kDigits));
  text.remove_prefix(digits.size());
  return digits;
}

bool take(std::string_view& text, std::string_view any_of) noexcept {
  if (text.empty() || !any_of.contains(text.front())) return false;
  text.remove_prefix(1);
  return true;
}

// Of "e3" and the like, which is all that is left; 0: there is none. False: it is something else.
bool take_exponent(std::string_view& text, std::int64_t& exponent) noexcept {
  exponent = 0;
  if (!take(text, "eE")) return true;
  const bool negative = text.starts_with('-');
  take(text, "+-");
  const std::string_view digits = take_digits(text);
  if (digits.empty()) return false;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), exponent).ec != std::errc{}) exponent = kHugeExponent;
  exponent = std::min(exponent, kHugeExponent);
  if (negative) exponent = -exponent;
  return true;
}

bool append(std::uint64_t& number, unsigned digit) noexcept {
  if (number > (std::numeric_limits<std::uint64_t>::max() - digit) / 10) return false;
  number = number * 10 + digit;
  return true;
}

}  // namespace

std::optional<WholeText> read_whole(std::string_view text) noexcept {
  const bool negative = take(text, "-");
  const std::string_view before = take_digits(text);
  const bool has_point = take(text, ".");
  const std::string_view after = has_point ? take_digits(text) : std::string_view();
  std::int64_t exponent = 0;
  if ((has_point ? after : before).empty() || !take_exponent(text, exponent) || !text.empty()) return std::nullopt;
  // The point stands so many digits behind the first: all from there on are zeros, or the number is not whole.
  const std::int64_t point = static_cast<std::int64_t>(before.size()) + exponent;
  std::uint64_t number = 0;
  std::int64_t place = 0;
  for (const std::string_view digits : {before, after})
    for (const char c : digits) {
      const auto digit = static_cast<unsigned>(c - '0');
      if (place++ < point ? !append(number, digit) : digit != 0) return std::nullopt;
    }
  for (; number != 0 && place < point; ++place)
    if (!append(number, 0)) return std::nullopt;
  return WholeText{negative, number};
}

}  // namespace golive::detail
