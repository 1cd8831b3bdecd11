#pragma once
// Which route answers a path.
//
//     Router router;
//     router.add(RouteKind::live, "/orders/{id}", 0, &scope);
//     router.add(RouteKind::get, "/files/{path...}", 1, &scope);
//     Match match = router.match(Method::get, "/orders/a%2Fb");   // match.route->index == 0, match.params[0].value == "a/b"
//
// A pattern's segments are literal, {name} (exactly one segment, not empty) or, last, {name...} (the rest of the path, possibly
// empty). Literal segments are tried before {name}, and {name} before {name...}. A trailing slash makes another path. Matching a
// path without parameters allocates nothing.
// Threads: filled before the server runs, then matched from any.
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace golive::router {

class Scope;

// live and get answer GET and HEAD; any answers every method that has no route of its own there.
enum class RouteKind : std::uint8_t { live, get, post, put, patch, del, any };

struct Route {
  RouteKind kind;
  std::size_t index;  // whatever add() was given: the caller's own number
  std::string pattern;
  std::vector<std::string> names;  // of the parameters, in order
  const Scope* scope;              // where it was added
};

struct PathParam {
  std::string_view name;  // lives in the route
  std::string value;      // percent-decoded
};

enum class Outcome : std::uint8_t { found, not_found, method_not_allowed };

struct Match {
  Outcome outcome = Outcome::not_found;
  const Route* route = nullptr;
  std::vector<PathParam> params;
  std::string allow = {};  // for method_not_allowed: the value of the Allow header
};

class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  // The error is a sentence for whoever wrote the route: a pattern that is none, or two routes that match the same paths.
  std::expected<void, std::string> add(RouteKind kind, std::string_view pattern, std::size_t index, const Scope* scope);

  // `path` as it was sent, percent-encoded: %2F inside a segment does not divide it. `method` is "GET", "HEAD", "POST" ...
  Match match(std::string_view method, std::string_view path) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
  std::vector<std::unique_ptr<Route>> routes_;
};

}  // namespace golive::router
