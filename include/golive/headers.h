#pragma once
// The header lines of a response, in the order they were added.
//
//     Headers headers{{"Content-Type", "text/csv"}, {"Cache-Control", "max-age=60"}};
//     headers.set("Cache-Control", "no-store").add("Link", "</more>; rel=next");
//     headers.get("content-type");   // "text/csv"
//
// Names are compared without regard to case (RFC 9110 section 5.1). CR, LF and NUL in a value become spaces, so a value cannot begin
// another line; a name that is no token throws Error GL0521. Cost: one string for all lines; looking one up is a walk over it. Threads: a
// value.
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "golive/detail/api.h"

namespace golive {

class GOLIVE_API Headers {
 public:
  using Line = std::pair<std::string_view, std::string_view>;

  Headers() = default;
  Headers(std::initializer_list<Line> lines);
  // "Name: value\r\n" each, already checked; for what is kept as such.
  static Headers of_lines(std::string lines) noexcept;

  // Adds a line, beside others of its name.
  Headers& add(std::string_view name, std::string_view value);
  // One line of that name, whatever there was before.
  Headers& set(std::string_view name, std::string_view value);
  // Removes all lines of that name.
  Headers& erase(std::string_view name);
  // Adds `token` to a comma-separated header (Vary ...) unless it is listed there.
  Headers& append_token(std::string_view name, std::string_view token);

  // The value of the first line of that name; empty if there is none.
  std::string_view get(std::string_view name) const noexcept;
  bool has(std::string_view name) const noexcept;
  // True if a line of that name lists `token` between commas, without a weight of zero (RFC 9110 sections 5.6.1 and 12.4.2).
  bool lists(std::string_view name, std::string_view token) const noexcept;
  bool empty() const noexcept { return lines_.empty(); }

  // "Name: value\r\n" each.
  const std::string& lines() const& noexcept { return lines_; }
  std::string lines() && noexcept { return std::move(lines_); }

 private:
  std::string lines_;
};

}  // namespace golive
