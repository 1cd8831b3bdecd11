#pragma once
// A request as it arrived. Everything in it lives in its connection until the reply is given.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/header_text.h"

namespace golive::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };

struct Header {
  std::string_view name;
  std::string_view value;
};

struct Request {
  Method method = Method::other;
  std::string_view method_name;  // "GET"
  std::string_view target;       // "/a%20b?q=1" as sent, in origin form; "*" for OPTIONS of the whole server
  std::string_view raw_path;     // "/a%20b": what routes are matched against, segment by segment
  std::string path;              // "/a b": percent-decoded, valid UTF-8, no NUL
  std::string_view query;        // "q=1", as sent, without '?'
  std::vector<Header> headers;   // in the order sent
  std::string_view body;
  std::string_view peer;             // the client's address, without port
  std::string_view scheme = "http";  // or "https"
  std::string_view host;             // "example.org:3000" as sent; empty if a client of HTTP/1.0 sent none
  bool from_proxy = false;           // the peer of the connection is a trusted proxy
  bool http11 = true;                // or later; else HTTP/1.0
  bool keep_alive = false;

  // The value of a header, its name in any case (RFC 9110 section 5.1); empty if absent. The first one if it was sent twice.
  std::string_view header(std::string_view name) const noexcept;
  // True if a comma-separated header (Connection, Accept-Encoding ...) lists `token`, in any case, without a weight of zero.
  bool lists(std::string_view name, std::string_view token) const noexcept;
};

using golive::equal_ignoring_case;

// RFC 3986 section 3.2.2, without user and password. Pages may write it into links, so it holds nothing that ends an attribute or a path.
bool is_host(std::string_view text) noexcept;

}  // namespace golive::http
