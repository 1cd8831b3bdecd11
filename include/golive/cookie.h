#pragma once
// A cookie to set: response.set_cookie({.name = "theme", .value = "dark", .max_age = 365 * 24h});
//
// The defaults are the safe ones: unread by scripts, sent over https only (browsers take http://localhost for safe), not sent along with
// requests of other sites, gone with the browser. What a visitor must not be able to change belongs into the session (golive/session.h).
// Sources: RFC 6265 section 4.1.1, RFC 6265bis sections 4.1.2 and 4.1.3. Threads: a value.
#include <cstdint>
#include <optional>
#include <string>

#include "golive/duration.h"

namespace golive {

enum class SameSite : std::uint8_t { strict, lax, none };

struct Cookie {
  std::string name;                      // a token; "__Host-" asks for secure, path "/" and no domain, "__Secure-" for secure
  std::string value = {};                // no spaces, quotes, commas, semicolons, backslashes: encode what may have them
  std::optional<Duration> max_age = {};  // to the second; zero takes the cookie away; empty: as long as the browser runs
  std::string path = "/";
  std::string domain = {};  // empty: this host alone, not those below it
  bool http_only = true;
  bool secure = true;
  SameSite same_site = SameSite::lax;  // none only with secure
};

}  // namespace golive
