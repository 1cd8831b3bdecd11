#pragma once
// The lines of HTTP that carry a session (RFC 6265). Threads: functions of their arguments.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace golive::security {

// The largest value a cookie may have: browsers take 4,096 bytes with name and attributes.
inline constexpr std::size_t kMostCookieValue = 3'900;

// __Host- binds the cookie to this host, to https and to the path "/": nobody else can set it (RFC 6265bis section 4.1.3.2).
std::string cookie_name(std::string_view name, bool https);

// The values that a Cookie header gives to `name`. More than one: somebody else on this host or its domain has set one, too.
std::vector<std::string_view> cookie_values(std::string_view header, std::string_view name);

// The value of Set-Cookie. `max_age` in seconds; 0 takes the cookie away.
std::string set_cookie(std::string_view name, std::string_view value, std::int64_t max_age, bool https);

}  // namespace golive::security
