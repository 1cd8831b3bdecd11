#pragma once
// Percent-decoding of paths (RFC 3986 section 2.1).
#include <optional>
#include <string>
#include <string_view>

namespace golive::http {

// Nothing if an escape is cut short or is not hexadecimal, or if the result holds a NUL or is not UTF-8. '+' stays '+': that is for
// queries only.
std::optional<std::string> percent_decode(std::string_view text);

}  // namespace golive::http
