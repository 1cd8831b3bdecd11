#pragma once
// Formats that constraint validation asks for (HTML Standard 4.10.5.1.4, 4.10.5.1.5 and 4.10.5.3.6).
#include <string_view>

namespace golive::testing {

bool is_email_address(std::string_view text);

// An address with a scheme, and with a host where the scheme has one. Chromium parses it whole and refuses a few more: hosts that are no
// names or numbers.
bool is_absolute_url(std::string_view text);

// Whether all of the text is what a `pattern` describes. A pattern that cannot be read asks for nothing, and neither does one that
// std::regex does not know, though browsers do: look-behind, named groups, \p{} and operations on sets.
bool fits_pattern(std::string_view text, std::string_view pattern);

}  // namespace golive::testing
