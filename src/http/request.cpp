#include "http/request.h"

#include <algorithm>

namespace golive::http {

std::string_view Request::header(std::string_view name) const noexcept {
  for (const Header& header : headers) {
    if (equal_ignoring_case(header.name, name)) return header.value;
  }
  return {};
}

bool Request::lists(std::string_view name, std::string_view token) const noexcept {
  for (const Header& header : headers) {
    if (!equal_ignoring_case(header.name, name)) continue;
    if (const auto wanted = lists_token(header.value, token)) return *wanted;
  }
  return false;
}

bool is_host(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return alphanumeric || std::string_view("-._~:[]%!$()*+,;=").find(c) != std::string_view::npos;
  });
}

}  // namespace golive::http
