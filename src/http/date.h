#pragma once
#include <string_view>

namespace golive::http {

// Now as the Date header writes it: "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7). Formatted once a second and thread;
// valid until this thread's next call.
std::string_view date_now();

}  // namespace golive::http
