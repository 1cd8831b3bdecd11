// The Cookie header of a browser, and what we write for it.
#include "golive/cookie.h"

#include <algorithm>

#include "fuzz/target.h"
#include "golive/error.h"
#include "golive/http.h"
#include "security/session_cookie.h"

namespace golive::fuzz {
namespace {

// What a browser sends back of a Set-Cookie line: all before the first ';'.
std::string_view pair_of(std::string_view line) { return line.substr(0, line.find(';')); }

std::string_view header_of(const void* source, std::string_view name) {
  return name == "Cookie" ? *static_cast<const std::string_view*>(source) : std::string_view();
}

void read(std::string_view header, std::string_view name) {
  for (const std::string_view value : security::cookie_values(header, name)) {
    require(value.data() >= header.data() && value.data() + value.size() <= header.data() + header.size(), "a value is part of the header");
    require(value.find(';') == std::string_view::npos, "a value ends with its pair");
  }
  const Request request{.find_header = header_of, .source = &header};
  const auto values = security::cookie_values(header, name);
  require(request.cookie(name) == (values.empty() ? std::string_view() : values.front()), "a request shows the first one");
}

void write(std::string_view others, const Cookie& cookie) {
  Response response;
  try {
    response.set_cookie(cookie);
  } catch (const Error& error) {
    return require(error.id() == "GL0524", "a refusal has a number");
  }
  const std::string line(response.headers.get("Set-Cookie"));
  require(std::ranges::none_of(line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }), "it is one line");
  const std::string sent = std::string(others) + "; " + std::string(pair_of(line)) + "; z=1";
  const auto values = security::cookie_values(sent, cookie.name);
  require(std::ranges::find(values, std::string_view(cookie.value)) != values.end(), "what we write we read");
}

// NAME LF VALUE LF PATH LF HEADER
void cookie(std::string_view input) {
  std::string_view name = input;
  std::string_view value = split_off(name, '\n');
  std::string_view path = split_off(value, '\n');
  const std::string_view header = split_off(path, '\n');
  read(header, name);
  write(header, {.name = std::string(name), .value = std::string(value), .path = std::string(path)});
  write(header, {.name = std::string(name),
                 .value = std::string(value),
                 .max_age = 90s,
                 .domain = std::string(path),
                 .http_only = false,
                 .secure = false,
                 .same_site = name.size() % 2 == 0 ? SameSite::none : SameSite::strict});
  const std::string line = security::set_cookie(name, value, 60, true);
  if (name.find_first_of("=; \t") == name.npos && value.find_first_of("; \t") == value.npos) {
    const auto values = security::cookie_values(pair_of(line), name);
    require(values.size() == 1 && values[0] == value, "the session's cookie is read as it is written");
  }
}

const Registration registered({"cookie", "src/security/session_cookie.cpp src/http/cookie.cpp", cookie});

}  // namespace
}  // namespace golive::fuzz
