#pragma once
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace golive::http {

// Now as the Date header writes it: "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7). Formatted once a second and thread;
// valid until this thread's next call.
std::string_view date_now();

// The same of another second, for Last-Modified.
std::string date_text(std::time_t second);

// A date in the form above, which every client since 1995 sends; nothing for the two older forms and for what is no date. A condition with
// such a date is ignored (section 13.1.3).
std::optional<std::time_t> parse_date(std::string_view text) noexcept;

}  // namespace golive::http
