#pragma once
// Finds and reads one request after another in the bytes of a connection. Boost.Beast checks the grammar (RFC 9112); its one
// including file is parser.cpp.
// Threads: one at a time.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "golive/http_limits.h"
#include "http/request.h"

namespace golive::http {

class Parser {
 public:
  enum class Progress : std::uint8_t {
    idle,     // nothing of a request yet
    head,     // in the request line or the headers
    body,     // the headers are complete, the body is not
    request,  // request() is complete; feed() nothing before next()
    refused,  // status() says how; nothing more can be read from this connection
  };

  explicit Parser(const HttpLimits& limits);  // kept by reference
  ~Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  // Adds bytes and reads on.
  Progress feed(std::string_view bytes);
  // Forgets the request and looks for the next in what has come already.
  Progress next();

  // In Progress::body and ::request.
  Request& request() noexcept;
  // What followed the request; the parser forgets it.
  std::string take_unread();
  // In Progress::refused: 400, 411, 413, 414, 417, 431, 501 or 505.
  int status() const noexcept;
  // True once, if the client waits for `100 Continue` before it sends the body.
  bool wants_continue() noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace golive::http
