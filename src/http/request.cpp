#include "http/request.h"

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

}  // namespace golive::http
