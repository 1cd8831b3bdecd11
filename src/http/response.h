#pragma once
// What is sent back. Content-Length, Date and Connection are added when it is written.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "golive/body_source.h"
#include "http/outgoing.h"

namespace golive::http {

class Response {
 public:
  Response() = default;
  explicit Response(int status) : status_(status) {}
  Response(int status, std::string_view content_type, std::string body);

  // "404 Not Found" and the like as a small text; never tells anything internal.
  static Response error(int status);
  // 303 after a POST, 302 or 301 otherwise (RFC 9110 section 15.4).
  static Response redirect(int status, std::string_view location);

  int status() const noexcept { return status_; }
  void set_status(int status) noexcept { status_ = status; }

  // Adds a header line. CR, LF and NUL in the value become spaces (RFC 9110 section 5.5), so a value cannot begin another header.
  // Throws std::invalid_argument if the name is not a token.
  Response& add(std::string_view name, std::string_view value);
  // The value of a header added before; empty if absent.
  std::string_view header(std::string_view name) const noexcept;
  std::string_view header_lines() const noexcept { return header_lines_; }
  std::string take_header_lines() noexcept { return std::exchange(header_lines_, {}); }
  // "Name: value\r\n" each, as add() would have written them.
  void set_header_lines(std::string lines) noexcept { header_lines_ = std::move(lines); }

  void set_body(std::string body);
  // A body that outlives the response: embedded files, and (when the reply is given at once) the loop's scratch buffer.
  void set_body_view(std::string_view body) noexcept;
  std::string_view body() const noexcept { return owns_body_ ? std::string_view(body_) : body_view_; }
  // A body that is made while it is sent, of `length` bytes if that is known.
  void set_source(BodySource source, std::optional<std::uint64_t> length = std::nullopt) {
    source_ = std::move(source);
    length_ = length;
  }
  const BodySource& source() const noexcept { return source_; }
  std::optional<std::uint64_t> length() const noexcept { return source_ ? length_ : std::optional<std::uint64_t>(body().size()); }
  bool owns_body() const noexcept { return owns_body_; }
  // Ends the connection after this response.
  Response& close() noexcept {
    close_ = true;
    return *this;
  }
  bool closes() const noexcept { return close_; }

 private:
  int status_ = 200;
  bool owns_body_ = true;
  bool close_ = false;
  std::string header_lines_;  // "Name: value\r\n" each
  std::string body_;
  std::string_view body_view_;
  BodySource source_;
  std::optional<std::uint64_t> length_;
};

// "Not Found"; empty for unknown numbers.
std::string_view reason_phrase(int status) noexcept;

// RFC 9110 sections 6.4.1 and 8.6: else there is no body, hence no length.
bool may_have_body(int status) noexcept;

// Appends status line and headers with the empty line that ends them. `framing` is of a response that may have a body.
void write_head(const Response& response, Framing framing, bool keep_alive, std::string& out);

}  // namespace golive::http
