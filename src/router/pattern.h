#pragma once
// Reads the pattern of a route, "/orders/{id}/{rest...}", into segments.
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace golive::router {

struct Segment {
  enum class Kind : std::uint8_t { literal, parameter, rest };
  Kind kind;
  std::string text;  // the literal, or the parameter's name

  // Whether this one segment of a path, as sent, fits: a literal equals it as decoded.
  bool takes(std::string_view sent) const;
};

// Whether `literal` is what `sent` decodes to.
bool equals_decoded(std::string_view literal, std::string_view sent);

// The error is a sentence with the pattern and what is wrong with it.
std::expected<std::vector<Segment>, std::string> parse_pattern(std::string_view pattern);

// Cuts the first segment off `path`, which begins with '/': "/a/b" gives "a" and leaves "/b".
inline std::string_view next_segment(std::string_view& path) noexcept {
  path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

}  // namespace golive::router
