#include "testing/text_formats.h"

#include <algorithm>
#include <regex>
#include <string>

#include "base/header_text.h"
#include "golive/detail/template_name.h"

namespace golive::testing {
namespace {

using detail::is_digit;
using detail::is_letter;

bool is_label(std::string_view text) {
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '-'; };
  return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' && std::ranges::all_of(text, fits);
}

// Of valid UTF-8.
std::wstring code_points(std::string_view text) {
  static_assert(sizeof(wchar_t) == 4);
  std::wstring out;
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at++]);
    unsigned value = first < 0x80 ? first : first < 0xE0 ? first & 0x1Fu : first < 0xF0 ? first & 0x0Fu : first & 0x07u;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
      value = value << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
    out += static_cast<wchar_t>(value);
  }
  return out;
}

bool is_host(std::string_view authority) {
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) authority.remove_prefix(at + 1);
  const std::size_t colon = authority.starts_with('[') ? authority.find(':', authority.find(']')) : authority.find(':');
  const std::string_view host = authority.substr(0, colon);
  if (colon != std::string_view::npos) {
    const std::string_view port = authority.substr(colon + 1);
    if (port.size() > 5 || !std::ranges::all_of(port, is_digit) || (!port.empty() && std::stoi(std::string(port)) > 65'535)) return false;
  }
  return !host.empty() && host.find_first_of(" <>^|#%\t\n\r") == std::string_view::npos;
}

}  // namespace

bool is_email_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0) return false;
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || std::string_view(".!#$%&'*+/=?^_`{|}~-").contains(c); };
  if (!std::ranges::all_of(text.substr(0, at), fits)) return false;
  for (std::string_view domain = text.substr(at + 1);;) {
    const std::size_t dot = domain.find('.');
    if (!is_label(domain.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    domain.remove_prefix(dot + 1);
  }
}

bool is_absolute_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !is_letter(text.front())) return false;
  const std::string_view scheme = text.substr(0, colon);
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; };
  if (!std::ranges::all_of(scheme, fits)) return false;
  const auto is_scheme = [&](std::string_view name) { return equal_ignoring_case(scheme, name); };
  std::string_view rest = text.substr(colon + 1);
  if (!is_scheme("http") && !is_scheme("https") && !is_scheme("ws") && !is_scheme("wss") && !is_scheme("ftp")) return true;
  rest.remove_prefix(std::min(rest.find_first_not_of("/\\"), rest.size()));
  return is_host(rest.substr(0, rest.find_first_of("/\\?#")));
}

bool fits_pattern(std::string_view text, std::string_view pattern) {
  try {
    const std::wregex wanted(code_points(pattern), std::regex::ECMAScript);
    return std::regex_match(code_points(text), wanted);
  } catch (const std::regex_error&) {
    return true;
  }
}

}  // namespace golive::testing
