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

inline bool has_surrogates(std::string_view text) { return text.find("\\ud") != text.npos || text.find("\\uD") != text.npos; }

// RFC 8259 lets exponents of any size pass, Boost.JSON does not.
inline bool has_long_number(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= 9) return true;
  }
  return false;
}

// Where the opinions may differ: lone surrogates, too.
inline bool is_in_dispute(std::string_view text) { return has_surrogates(text) || has_long_number(text); }

}  // namespace golive::fuzz
