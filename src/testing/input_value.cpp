#include "testing/input_value.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/header_text.h"
#include "base/number_text.h"
#include "golive/detail/template_name.h"
#include "testing/calendar_text.h"

namespace golive::testing {
namespace {

using detail::is_digit;
using detail::is_space;

std::string number_text(double value) {
  std::array<char, kNumberTextSize> text;
  return {text.data(), write_number(text.data(), value)};
}

// 4.10.5.1.13: the nearest value that is between the bounds and on a step.
std::string range_value(Node input, std::string_view text) {
  const NumberRules rules = number_rules(input, InputType::range);
  const double min = *rules.min;
  const double max = *rules.max;
  const double within = std::min(std::max(number_of(text).value_or(min + (max - min) / 2), min), max);
  double value = within;
  if (rules.step) {
    const double step = *rules.step;
    const double steps = (value - rules.base) / step;
    if (std::abs(steps - std::round(steps)) > 1e-9) {
      value = rules.base + std::round(steps) * step;  // as Chromium does it: a tie goes away from the base
      if (value > max) value -= step;
      else if (value < min) value += step;
      if (value > max || value < min) value = within;
    }
  }
  return number_text(value);
}

std::string color_value(std::string_view text) {
  std::string color(without_outer_space(text));
  bool fits = color.size() == 7 && color[0] == '#';
  for (std::size_t i = 1; fits && i < color.size(); ++i) {
    char& c = color[i];
    if (detail::is_upper(c)) c = static_cast<char>(c + 32);
    fits = is_digit(c) || (c >= 'a' && c <= 'f');
  }
  return fits ? color : "#000000";
}

std::string email_list(std::string_view text) {
  std::string out;
  for (;;) {
    const std::size_t comma = text.find(',');
    out += without_outer_space(text.substr(0, comma));
    if (comma == std::string_view::npos) return out;
    out += ',';
    text.remove_prefix(comma + 1);
  }
}

struct StepTerms {
  double scale;
  double step;
  double base;
};

StepTerms step_terms(InputType type) {
  switch (type) {
    case InputType::date:
      return {86'400'000, 1, 0};
    case InputType::week:
      return {604'800'000, 1, -259'200'000};
    case InputType::time:
    case InputType::datetime_local:
      return {1000, 60, 0};
    default:
      return {1, 1, 0};
  }
}

}  // namespace

std::optional<double> number_of(std::string_view text) {
  // from_chars takes more than the standard: "1.", ".", "inf", "0x".
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - from;
  };
  const std::size_t whole = digits();
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return {};
  } else if (whole == 0) {
    return {};
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (digits() == 0) return {};
  }
  if (at != text.size()) return {};
  double value = 0;
  std::string plain(text);
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error == std::errc::result_out_of_range) {
    if (std::abs(std::strtod(plain.c_str(), nullptr)) > 1) return {};
    return 0.0;
  }
  return value;
}

std::optional<double> as_number(InputType type, std::string_view value) {
  switch (type) {
    case InputType::number:
    case InputType::range:
      return number_of(value);
    case InputType::date:
      return date_of(value);
    case InputType::month:
      return month_of(value);
    case InputType::week:
      return week_of(value);
    case InputType::time:
      return time_of(value);
    case InputType::datetime_local:
      return local_time_of(value);
    default:
      return {};
  }
}

NumberRules number_rules(Node input, InputType type) {
  const auto number = [&](std::string_view name) -> std::optional<double> {
    const auto text = input.attribute(name);
    return text ? as_number(type, *text) : std::nullopt;
  };
  const StepTerms terms = step_terms(type);
  NumberRules rules{.min = number("min"), .max = number("max"), .step = terms.step * terms.scale, .base = terms.base};
  if (type == InputType::range) {
    if (!rules.min) rules.min = 0;
    rules.max = std::max(rules.max.value_or(100), *rules.min);
  }
  if (const auto step = input.attribute("step")) {
    const auto given = number_of(*step);
    if (equal_ignoring_case(*step, "any")) rules.step.reset();
    else if (given && *given > 0) {
      const bool is_whole = type == InputType::date || type == InputType::month || type == InputType::week;
      rules.step = (is_whole ? std::max(std::round(*given), 1.0) : *given) * terms.scale;
    }
  }
  // 4.10.5.3.8, "step base"
  const auto default_value = number("value");
  if (input.attribute("min") && number("min")) rules.base = *number("min");
  else if (default_value) rules.base = *default_value;
  return rules;
}

std::string without_newlines(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != '\n' && c != '\r') out += c;
  return out;
}

std::string_view without_outer_space(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string sanitized(Node input, std::string_view value) {
  const InputType type = input_type(input);
  switch (type) {
    case InputType::text:
    case InputType::search:
    case InputType::tel:
    case InputType::password:
      return without_newlines(value);
    case InputType::url:
      return std::string(without_outer_space(without_newlines(value)));
    case InputType::email: {
      const std::string line = without_newlines(value);
      return input.attribute("multiple") ? email_list(line) : std::string(without_outer_space(line));
    }
    case InputType::datetime_local:
      return local_time_text(value);
    case InputType::number:
    case InputType::date:
    case InputType::month:
    case InputType::week:
    case InputType::time:
      return as_number(type, value) ? std::string(value) : std::string();
    case InputType::range:
      return range_value(input, value);
    case InputType::color:
      return color_value(value);
    default:
      return std::string(value);
  }
}

}  // namespace golive::testing
