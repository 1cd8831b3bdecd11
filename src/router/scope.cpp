#include "router/scope.h"

#include <algorithm>

namespace golive::router {

std::expected<Scope*, std::string> Scope::add_group(std::string_view path) {
  if (path.ends_with('/')) return std::unexpected("a group's path ends without /; the path / of a route in it is the group's own");
  std::vector<Segment> segments;
  const std::string whole = path_ + std::string(path);
  if (!whole.empty()) {
    auto parsed = parse_pattern(whole);
    if (!parsed) return std::unexpected(std::move(parsed.error()));
    segments = std::move(*parsed);
  }
  if (!segments.empty() && segments.back().kind == Segment::Kind::rest) return std::unexpected("{name...} ends a route, not a group");
  Scope& group = groups_.emplace_back();
  group.path_ = whole;
  group.segments_ = std::move(segments);
  group.line_ = line_;
  group.line_.push_back(&group);
  return &group;
}

std::string Scope::path_of(std::string_view path) const {
  if (path == "/" && !path_.empty()) return path_;
  return path_ + std::string(path);
}

bool Scope::holds(std::string_view path) const {
  for (const Segment& segment : segments_) {
    if (path.empty()) return false;
    if (!segment.takes(next_segment(path))) return false;
  }
  return true;
}

void Scope::groups_below(std::string_view path, std::vector<const Scope*>& found) const {
  for (const Scope& group : groups_) {
    if (!group.holds(path)) continue;
    const std::size_t before = found.size();
    const bool has_path = group.segments_.size() > segments_.size();
    if (has_path) found.push_back(&group);
    group.groups_below(path, found);
    // A group without a path stands for what was added in it only; its middleware still comes before that of a group in it.
    if (!has_path && found.size() > before) found.insert(found.begin() + static_cast<std::ptrdiff_t>(before), &group);
  }
}

}  // namespace golive::router
