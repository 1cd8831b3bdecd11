#include "router/pattern.h"

#include <algorithm>
#include <utility>

#include "http/percent.h"

namespace golive::router {
namespace {

bool is_name(std::string_view text) noexcept {
  const auto is_name_character = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !text.empty() && std::ranges::all_of(text, is_name_character);
}

std::expected<Segment, std::string_view> parse_segment(std::string_view text) {
  if (!text.starts_with('{') || !text.ends_with('}')) {
    if (text.find_first_of("{}") != std::string_view::npos) return std::unexpected("a parameter is a whole segment: /{name}/");
    if (text.find_first_of("?#%") != std::string_view::npos) return std::unexpected("a route is a path, written without ? # and %");
    return Segment{Segment::Kind::literal, std::string(text)};
  }
  text = text.substr(1, text.size() - 2);
  const bool rest = text.ends_with("...");
  if (rest) text.remove_suffix(3);
  if (!is_name(text)) return std::unexpected("a parameter is written {name} or {name...}, with letters, digits and _");
  return Segment{rest ? Segment::Kind::rest : Segment::Kind::parameter, std::string(text)};
}

}  // namespace

// Most segments need no decoding.
bool equals_decoded(std::string_view literal, std::string_view sent) {
  if (sent.find('%') == std::string_view::npos) return literal == sent;
  const auto decoded = http::percent_decode(sent);
  return decoded && *decoded == literal;
}

bool Segment::takes(std::string_view sent) const {
  return kind == Kind::literal ? equals_decoded(text, sent) : kind == Kind::rest || !sent.empty();
}

std::expected<std::vector<Segment>, std::string> parse_pattern(std::string_view pattern) {
  const auto failure = [&](std::string_view why) { return std::unexpected("route \"" + std::string(pattern) + "\": " + std::string(why)); };
  if (!pattern.starts_with('/')) return failure("begins with /");
  std::vector<Segment> segments;
  for (std::string_view rest = pattern; !rest.empty();) {
    auto segment = parse_segment(next_segment(rest));
    if (!segment) return failure(segment.error());
    if (segment->kind == Segment::Kind::rest && !rest.empty()) return failure("{name...} takes the rest of the path, so it is the last");
    const bool repeated = segment->kind != Segment::Kind::literal && std::ranges::any_of(segments, [&](const Segment& other) {
                            return other.kind != Segment::Kind::literal && other.text == segment->text;
                          });
    if (repeated) return failure("the parameter {" + segment->text + "} appears twice");
    segments.push_back(std::move(*segment));
  }
  return segments;
}

}  // namespace golive::router
