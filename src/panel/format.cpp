#include "panel/format.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "golive/detail/panel_type.h"

namespace golive::detail {

std::string words_of_name(std::string_view name) {
  while (name.ends_with('_')) name.remove_suffix(1);
  while (name.starts_with('_')) name.remove_prefix(1);
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

}  // namespace golive::detail

namespace golive::panel {
namespace {

using detail::PanelValue;
using Kind = PanelValue::Kind;

constexpr int kMostDecimals = 9;
constexpr int kUsualDecimals = 3;
// Beyond these a number is written with an exponent.
constexpr double kLargest = 1e9;

// With a minus sign as wide as the digits.
std::string with_minus(std::string_view digits) {
  if (!digits.starts_with('-')) return std::string(digits);
  digits.remove_prefix(1);
  return digits.find_first_of("123456789") == std::string_view::npos ? std::string(digits) : "\u2212" + std::string(digits);
}

std::string_view choice_label(const Node& node, const PanelValue& value) {
  const auto found = std::ranges::find(node.choices, value.whole, &detail::PanelChoice::value);
  return found == node.choices.end() ? std::string_view() : std::string_view(found->label);
}

}  // namespace

int decimals_of(double step) {
  if (!(step > 0)) return kUsualDecimals;
  int decimals = 0;
  for (double scaled = step; decimals < kMostDecimals && std::abs(scaled - std::round(scaled)) > 1e-6; scaled *= 10) ++decimals;
  return decimals;
}

std::string number_text(double value, int decimals) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "\u2212\u221e" : "\u221e";
  const bool tiny = value != 0 && decimals == kUsualDecimals && std::abs(value) < 0.0005;
  const bool exponent = tiny || std::abs(value) >= kLargest;
  char digits[64];
  const auto format = exponent ? std::chars_format::scientific : std::chars_format::fixed;
  return with_minus({digits, std::to_chars(digits, digits + sizeof digits, value, format, exponent ? kUsualDecimals : decimals).ptr});
}

std::string shown_text(const Node& node, const PanelValue& value) {
  switch (value.kind) {
    case Kind::none:
      return "none";
    case Kind::fraction:
      return number_text(value.fraction, node.decimals);
    case Kind::whole:
      return with_minus(std::to_string(value.whole));
    case Kind::natural:
      return std::to_string(value.natural);
    case Kind::boolean:
      return value.boolean ? "Yes" : "No";
    case Kind::choice: {
      const std::string_view label = choice_label(node, value);
      if (!label.empty()) return std::string(label);
      return value.text.empty() ? with_minus(std::to_string(value.whole)) : std::string(value.text);
    }
    case Kind::text:
      return std::string(value.text);
  }
  return {};
}

std::string control_text(const PanelValue& value) {
  switch (value.kind) {
    case Kind::fraction: {
      if (!std::isfinite(value.fraction)) return {};
      char digits[32];
      return {digits, std::to_chars(digits, digits + sizeof digits, value.fraction, std::chars_format::general, kMostDecimals).ptr};
    }
    case Kind::whole:
    case Kind::choice:
      return std::to_string(value.whole);
    case Kind::natural:
      return std::to_string(value.natural);
    case Kind::boolean:
      return value.boolean ? "true" : "false";
    case Kind::text:
      return std::string(value.text);
    case Kind::none:
      break;
  }
  return {};
}

}  // namespace golive::panel
