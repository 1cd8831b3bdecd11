#include "router/router.h"

#include <array>
#include <utility>

#include "http/percent.h"
#include "router/pattern.h"

namespace golive::router {
namespace {

// What one path has met on its way through the tree.
struct Walk {
  std::vector<std::string_view> values;  // of the parameters so far, still encoded
};

// Where a node keeps the route of a method. HEAD is answered by whatever answers GET.
enum Slot : std::size_t { kGet, kPost, kPut, kPatch, kDelete, kAny, kSlots };

constexpr std::string_view kAllowed[kSlots] = {"GET, HEAD", "POST", "PUT", "PATCH", "DELETE", ""};

Slot slot_of(RouteKind kind) noexcept {
  switch (kind) {
    case RouteKind::live:
    case RouteKind::get:
      return kGet;
    case RouteKind::post:
      return kPost;
    case RouteKind::put:
      return kPut;
    case RouteKind::patch:
      return kPatch;
    case RouteKind::del:
      return kDelete;
    case RouteKind::any:
      break;
  }
  return kAny;
}

// kAny: a method that only a route for all of them answers.
Slot slot_of(std::string_view method) noexcept {
  if (method == "GET" || method == "HEAD") return kGet;
  if (method == "POST") return kPost;
  if (method == "PUT") return kPut;
  if (method == "PATCH") return kPatch;
  if (method == "DELETE") return kDelete;
  return kAny;
}

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
  std::array<const Route*, kSlots> routes{};

  const Route* route(Slot slot) const noexcept { return routes[slot] != nullptr ? routes[slot] : routes[kAny]; }
  // The node that ends a pattern for `path` and has a route for the method.
  const Node* find(std::string_view path, Slot slot, Walk& walk) const;
  // Marks the methods that have a route for `path`; false if there is none at all.
  bool allowed(std::string_view path, std::array<bool, kSlots>& methods) const;
  Node& child(const Segment& segment);
};

const Router::Node* Router::Node::find(std::string_view path, Slot slot, Walk& walk) const {
  if (path.empty()) return route(slot) != nullptr ? this : nullptr;
  std::string_view after = path;
  const std::string_view segment = next_segment(after);
  for (const Child& child : literals) {
    if (!equals_decoded(child.literal, segment)) continue;
    if (const Node* found = child.node->find(after, slot, walk)) return found;
  }
  if (parameter && !segment.empty()) {
    walk.values.push_back(segment);
    if (const Node* found = parameter->find(after, slot, walk)) return found;
    walk.values.pop_back();
  }
  if (!rest || rest->route(slot) == nullptr) return nullptr;
  walk.values.push_back(path.substr(1));
  return rest.get();
}

bool Router::Node::allowed(std::string_view path, std::array<bool, kSlots>& methods) const {
  bool any = false;
  const auto mark = [&](const Node& end) {
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
      if (end.routes[slot] != nullptr) any = methods[slot] = true;
    }
  };
  if (path.empty()) return mark(*this), any;
  std::string_view after = path;
  const std::string_view segment = next_segment(after);
  for (const Child& child : literals) {
    if (equals_decoded(child.literal, segment) && child.node->allowed(after, methods)) any = true;
  }
  if (parameter && !segment.empty() && parameter->allowed(after, methods)) any = true;
  if (rest) mark(*rest);
  return any;
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
  const Route*& place = node->routes[slot_of(kind)];
  if (place != nullptr) {
    return std::unexpected("routes \"" + place->pattern + "\" and \"" + route->pattern +
                           "\" answer the same requests; remove or rename one");
  }
  place = routes_.emplace_back(std::move(route)).get();
  return {};
}

Match Router::match(std::string_view method, std::string_view path) const {
  if (!path.starts_with('/')) return {};
  const Slot slot = slot_of(method);
  Walk walk;
  const Node* node = root_->find(path, slot, walk);
  Match match;
  if (node == nullptr) {
    std::array<bool, kSlots> methods{};
    if (!root_->allowed(path, methods)) return match;
    match.outcome = Outcome::method_not_allowed;
    for (std::size_t i = 0; i < kAny; ++i) {
      if (methods[i]) match.allow.append(match.allow.empty() ? "" : ", ").append(kAllowed[i]);
    }
    match.allow += ", OPTIONS";
    return match;
  }
  match.route = node->route(slot);
  for (std::size_t i = 0; i < walk.values.size(); ++i) {
    auto value = http::percent_decode(walk.values[i]);
    if (!value) return {};
    match.params.push_back({match.route->names[i], std::move(*value)});
  }
  match.outcome = Outcome::found;
  return match;
}

}  // namespace golive::router
