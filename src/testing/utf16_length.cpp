#include "testing/utf16_length.h"

#include <charconv>

#include "testing/input_value.h"

namespace golive::testing {

// 2.3.4.2, "rules for parsing non-negative integers": what follows the digits is nobody's business.
std::optional<std::size_t> length_limit(Node element, std::string_view attribute) {
  const auto given = element.attribute(attribute);
  if (!given) return {};
  std::string_view text = *given;
  while (!text.empty() && without_outer_space(text.substr(0, 1)).empty()) text.remove_prefix(1);
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && value <= (is_negative ? 0 : 0x7FFFFFFF) ? std::optional(value) : std::nullopt;
}

}  // namespace golive::testing
