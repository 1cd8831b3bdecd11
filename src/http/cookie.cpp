#include "golive/cookie.h"

#include <algorithm>
#include <chrono>
#include <string_view>

#include "base/header_text.h"
#include "golive/error.h"
#include "golive/http.h"
#include "security/session_cookie.h"

namespace golive {
namespace {

// RFC 6265 section 4.1.1: cookie-octet.
bool is_value_character(char c) noexcept { return c > ' ' && c < '\x7f' && c != '"' && c != ',' && c != ';' && c != '\\'; }
// path-value and what a domain may be, as far as it could end the attribute.
bool is_attribute_character(char c) noexcept { return c >= ' ' && c < '\x7f' && c != ';'; }

bool begins_ignoring_case(std::string_view text, std::string_view prefix) noexcept {
  return text.size() >= prefix.size() && equal_ignoring_case(text.substr(0, prefix.size()), prefix);
}

// Why a browser would refuse it; nullptr if it would not.
const char* fault_of(const Cookie& cookie) {
  if (!is_token(cookie.name)) return "its name is not a token";
  if (!std::ranges::all_of(cookie.value, is_value_character))
    return "its value has a character that cookies cannot have; percent-encode it";
  if (!cookie.path.starts_with('/') || !std::ranges::all_of(cookie.path, is_attribute_character)) return "its path does not begin with /";
  if (!std::ranges::all_of(cookie.domain, is_attribute_character)) return "its domain is none";
  if (cookie.same_site == SameSite::none && !cookie.secure) return "SameSite=None needs secure";
  if (begins_ignoring_case(cookie.name, "__Secure-") && !cookie.secure) return "__Secure- needs secure";
  if (begins_ignoring_case(cookie.name, "__Host-") && (!cookie.secure || cookie.path != "/" || !cookie.domain.empty()))
    return "__Host- needs secure, the path / and no domain";
  if (cookie.name.size() + cookie.value.size() > 4096) return "it has more than 4,096 bytes";
  return nullptr;
}

}  // namespace

Response& Response::set_cookie(const Cookie& cookie) {
  if (const char* fault = fault_of(cookie)) throw Error::of("GL0524", {cookie.name, fault});
  std::string line = cookie.name + "=" + cookie.value + "; Path=" + cookie.path;
  if (!cookie.domain.empty()) line.append("; Domain=").append(cookie.domain);
  if (cookie.max_age) line.append("; Max-Age=").append(std::to_string(std::chrono::floor<std::chrono::seconds>(*cookie.max_age).count()));
  if (cookie.secure) line += "; Secure";
  if (cookie.http_only) line += "; HttpOnly";
  constexpr std::string_view kSameSite[] = {"Strict", "Lax", "None"};
  line.append("; SameSite=").append(kSameSite[static_cast<std::size_t>(cookie.same_site)]);
  headers.add("Set-Cookie", line);
  return *this;
}

std::string_view Request::cookie(std::string_view name) const {
  const auto values = security::cookie_values(header("Cookie"), name);
  return values.empty() ? std::string_view() : values.front();
}

}  // namespace golive
