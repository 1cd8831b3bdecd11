#pragma once
// Texts that inputs of each type take: numbers, dates, and what becomes of others (HTML Standard 4.10.5.1, "value sanitization
// algorithm"; 2.3.4 and 2.3.5 for the formats).
#include <optional>
#include <string>
#include <string_view>

#include "testing/control_markup.h"

namespace golive::testing {

// "Valid floating-point number".
std::optional<double> number_of(std::string_view text);

// The value of a number, range or date type as the number that min, max and step are compared with: the number itself, months since
// 1970, milliseconds since 1970 or midnight.
std::optional<double> as_number(InputType type, std::string_view value);

// The bounds and steps of such a type, of its attributes; no step: any value goes.
struct NumberRules {
  std::optional<double> min;
  std::optional<double> max;
  std::optional<double> step;
  double base = 0;  // steps are counted from here
};
NumberRules number_rules(Node input, InputType type);

std::string without_newlines(std::string_view text);
std::string_view without_outer_space(std::string_view text);

// What an input makes of a text that is set as its value.
std::string sanitized(Node input, std::string_view value);

}  // namespace golive::testing
