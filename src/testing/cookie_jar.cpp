#include "testing/cookie_jar.h"

#include <charconv>
#include <limits>
#include <utility>

#include "testing/visible_text.h"

namespace golive::testing {
namespace {

// "name" and "value" round the first `mark`, without spaces round them.
std::pair<std::string, std::string> cut(std::string_view text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {without_needless_space(text), {}};
  return {without_needless_space(text.substr(0, at)), without_needless_space(text.substr(at + 1))};
}

}  // namespace

void CookieJar::take(std::string_view line, std::int64_t now) {
  const std::size_t semicolon = line.find(';');
  auto [name, value] = cut(line.substr(0, semicolon), '=');
  std::int64_t expires = std::numeric_limits<std::int64_t>::max();
  while (line.size() > semicolon) {
    line.remove_prefix(line.find(';') + 1);
    const auto [attribute, argument] = cut(line.substr(0, line.find(';')), '=');
    std::int64_t age = 0;
    if ((attribute == "Max-Age" || attribute == "max-age") &&
        std::from_chars(argument.data(), argument.data() + argument.size(), age).ec == std::errc{})
      expires = age > 0 ? now + age : 0;
    if (line.find(';') == std::string_view::npos) break;
  }
  if (expires <= now) cookies_.erase(name);
  else cookies_.insert_or_assign(std::move(name), Cookie{std::move(value), expires});
}

std::string CookieJar::line(std::int64_t now) const {
  std::string text;
  for (const auto& [name, cookie] : cookies_) {
    if (cookie.expires <= now) continue;
    if (!text.empty()) text += "; ";
    text += name + '=' + cookie.value;
  }
  return text;
}

}  // namespace golive::testing
