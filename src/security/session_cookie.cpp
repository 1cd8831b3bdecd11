#include "security/session_cookie.h"

#include <algorithm>

namespace golive::security {
namespace {

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string cookie_name(std::string_view name, bool https) { return https ? "__Host-" + std::string(name) : std::string(name); }

std::vector<std::string_view> cookie_values(std::string_view header, std::string_view name) {
  std::vector<std::string_view> values;
  while (!header.empty()) {
    const std::string_view pair = header.substr(0, header.find(';'));
    header.remove_prefix(std::min(pair.size() + 1, header.size()));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && trim(pair.substr(0, equals)) == name) values.push_back(trim(pair.substr(equals + 1)));
  }
  return values;
}

std::string set_cookie(std::string_view name, std::string_view value, std::int64_t max_age, bool https) {
  std::string line;
  line.reserve(name.size() + value.size() + 80);
  line.append(name).append("=").append(value).append("; Path=/; Max-Age=").append(std::to_string(max_age));
  line += "; HttpOnly; SameSite=Lax";
  if (https) line += "; Secure";
  return line;
}

}  // namespace golive::security
