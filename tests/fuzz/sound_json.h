#pragma once
// Boost.JSON as a second opinion on what is JSON.
#include <boost/json.hpp>
#include <string_view>

namespace golive::fuzz {

inline bool is_json(std::string_view text) {
  boost::json::error_code error;
  boost::json::parse_options options;
  options.max_depth = 100;
  boost::json::parse(text, error, {}, options);
  return !error;
}

// Where the opinions may differ: RFC 8259 lets lone surrogates and exponents of any size pass, Boost.JSON does not.
inline bool is_in_dispute(std::string_view text) {
  if (text.find("\\ud") != text.npos || text.find("\\uD") != text.npos) return true;
  std::size_t digits = 0;
  for (const char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= 9) return true;
  }
  return false;
}

}  // namespace golive::fuzz
