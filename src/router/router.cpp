#include "router/router.h"

#include <algorithm>
#include <utility>

#include "http/percent.h"
#include "router/pattern.h"

namespace golive::router {
namespace {

// What one path has met on its way through the tree.
struct Walk {
  std::vector<std::string_view> values;  // of the parameters so far, still encoded
};

bool is_read(std::string_view method) noexcept { return method == "GET" || method == "HEAD"; }

}  // namespace

// A tree of segments. A node with routes ends a pattern.
struct Router::Node {
  struct Child {
    std::string literal;
    std::unique_ptr<Node> node;
  };
  std::vector<Child> literals;  // few a node: looking through them beats hashing
  std::unique_ptr<Node> parameter;
  std::unique_ptr<Node> rest;
  const Route* read = nullptr;  // live or get
  const Route* post = nullptr;

  using Place = const Route* Node::*;
  bool ends_here(Place place) const noexcept { return place == nullptr ? read != nullptr || post != nullptr : this->*place != nullptr; }
  // The node that ends a pattern for `path` and has a route at `place`, or any route if that is null.
  const Node* find(std::string_view path, Place place, Walk& walk) const;
  Node& child(const Segment& segment);
};

const Router::Node* Router::Node::find(std::string_view path, Place place, Walk& walk) const {
  if (path.empty()) return ends_here(place) ? this : nullptr;
  std::string_view after = path;
  const std::string_view segment = next_segment(after);
  for (const Child& child : literals) {
    if (!equals_decoded(child.literal, segment)) continue;
    if (const Node* found = child.node->find(after, place, walk)) return found;
  }
  if (parameter && !segment.empty()) {
    walk.values.push_back(segment);
    if (const Node* found = parameter->find(after, place, walk)) return found;
    walk.values.pop_back();
  }
  if (!rest || !rest->ends_here(place)) return nullptr;
  walk.values.push_back(path.substr(1));
  return rest.get();
}

Router::Node& Router::Node::child(const Segment& segment) {
  if (segment.kind != Segment::Kind::literal) {
    std::unique_ptr<Node>& node = segment.kind == Segment::Kind::rest ? rest : parameter;
    if (!node) node = std::make_unique<Node>();
    return *node;
  }
  for (Child& child : literals) {
    if (child.literal == segment.text) return *child.node;
  }
  return *literals.emplace_back(segment.text, std::make_unique<Node>()).node;
}

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

std::expected<void, std::string> Router::add(RouteKind kind, std::string_view pattern, std::size_t index, const Scope* scope) {
  auto segments = parse_pattern(pattern);
  if (!segments) return std::unexpected(std::move(segments.error()));
  Node* node = root_.get();
  auto route = std::make_unique<Route>(Route{kind, index, std::string(pattern), {}, scope});
  for (Segment& segment : *segments) {
    node = &node->child(segment);
    if (segment.kind != Segment::Kind::literal) route->names.push_back(std::move(segment.text));
  }
  const Route*& place = kind == RouteKind::post ? node->post : node->read;
  if (place != nullptr) {
    return std::unexpected("routes \"" + place->pattern + "\" and \"" + route->pattern +
                           "\" answer the same requests; remove or rename one");
  }
  place = routes_.emplace_back(std::move(route)).get();
  return {};
}

Match Router::match(std::string_view method, std::string_view path) const {
  if (!path.starts_with('/')) return {};
  const Node::Place place = is_read(method) ? &Node::read : method == "POST" ? &Node::post : nullptr;
  Walk walk;
  const Node* node = place == nullptr ? nullptr : root_->find(path, place, walk);
  Match match;
  if (node == nullptr) {
    node = root_->find(path, nullptr, walk);
    if (node == nullptr) return match;
    match.outcome = Outcome::method_not_allowed;
    match.allow = node->read == nullptr ? "POST" : node->post == nullptr ? "GET, HEAD" : "GET, HEAD, POST";
    return match;
  }
  match.route = node->*place;
  for (std::size_t i = 0; i < walk.values.size(); ++i) {
    auto value = http::percent_decode(walk.values[i]);
    if (!value) return {};
    match.params.push_back({match.route->names[i], std::move(*value)});
  }
  match.outcome = Outcome::found;
  return match;
}

}  // namespace golive::router
