// The address of a page: path, query, route and its parameters; and the patterns of routes.
#include <algorithm>

#include "base/utf8.h"
#include "fuzz/target.h"
#include "golive/params.h"
#include "http/percent.h"
#include "router/router.h"

namespace golive::fuzz {
namespace {

using namespace router;

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    (out += '%') += "0123456789ABCDEF"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

void check_url(std::string_view target) {
  const Url url = Url::parse(target);
  require(!url.path.empty() && url.path.find_first_of("?#") == std::string::npos, "a path ends where the query begins");
  require(Url::parse(url.text()) == url, "an address reads as it is written");
}

void check_params(std::string_view query) {
  const Params params = Params::parse(query);
  require(params.size() <= 256, "parameters are bounded");
  std::string again;
  for (const auto& [name, value] : params) {
    require(valid_prefix(name) == name.size() && valid_prefix(value) == value.size(), "a parameter is text");
    require(params.find(name) != nullptr && *params.find(name) == value, "a name has one value");
    again.append(encoded(name)).append("=").append(encoded(value)).append("&");
  }
  require(std::ranges::equal(Params::parse(again), params), "parameters read as they are written");
}

void check_percent(std::string_view path) {
  const auto decoded = http::percent_decode(path);
  if (!decoded)
    return require(path.find('%') != path.npos || !is_utf8(path) || path.find('\0') != path.npos, "only what is no text is refused");
  require(is_utf8(*decoded) && decoded->find('\0') == std::string::npos, "a path is text");
  require(http::percent_decode(encoded(*decoded)) == decoded, "a path reads as it is written");
}

Router routes() {
  Router router;
  std::size_t index = 0;
  for (const auto& [kind, pattern] : {std::pair{RouteKind::live, "/"},
                                      {RouteKind::get, "/a b/c"},
                                      {RouteKind::live, "/orders/{id}"},
                                      {RouteKind::get, "/orders/new"},
                                      {RouteKind::post, "/orders/{id}/{item}"},
                                      {RouteKind::put, "/orders/{id}"},
                                      {RouteKind::patch, "/p"},
                                      {RouteKind::del, "/p"},
                                      {RouteKind::any, "/files/{path...}"},
                                      {RouteKind::get, "/x/{y}/"}})
    require(router.add(kind, pattern, index++, nullptr).has_value(), "these are routes");
  return router;
}

// The path that a route and its parameters are of, all of it encoded but the slashes of {rest...}.
std::string path_of(const Match& match) {
  std::string path;
  std::string_view rest = match.route->pattern;
  std::size_t parameter = 0;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(segment.size());
    path += '/';
    path += encoded(segment.starts_with('{') ? std::string_view(match.params[parameter++].value) : segment);
  }
  return path;
}

void check_route(std::string_view method, std::string_view path) {
  static const Router router = routes();
  const Match match = router.match(method, path);
  require((match.outcome == Outcome::method_not_allowed) == !match.allow.empty(), "another method is named");
  if (match.outcome != Outcome::found) return;
  require(match.params.size() == match.route->names.size(), "each parameter has a value");
  for (const PathParam& param : match.params) {
    require(is_utf8(param.value) && param.value.find('\0') == std::string::npos, "and it is text");
    require(!param.value.empty() || match.route->pattern.ends_with("...}"), "a segment is not empty");
  }
  const Match again = router.match(method, path_of(match));
  require(again.route == match.route, "a route is found by its parameters");
  for (std::size_t i = 0; i < match.params.size(); ++i) require(again.params[i].value == match.params[i].value, "which are the same");
}

void check_pattern(std::string_view pattern) {
  Router router;
  const auto added = router.add(RouteKind::get, pattern, 0, nullptr);
  if (!added) return require(added.error().find("route \"") == 0, "a refused pattern is named");
  require(!router.add(RouteKind::live, pattern, 1, nullptr), "one pattern is one route");
}

// METHOD SPACE TARGET
void request_target(std::string_view input) {
  std::string_view method = input;
  const std::string_view target = split_off(method, ' ');
  const std::size_t question = std::min(target.find('?'), target.size());
  check_url(target);
  check_params(question < target.size() ? target.substr(question + 1) : std::string_view());
  check_percent(target.substr(0, question));
  check_route(method, target.substr(0, question));
  check_pattern(target);
}

const Registration registered(
    {"request_target",
     "src/live/payload_params.cpp src/live/urlencoded.cpp src/http/percent.cpp src/router/router.cpp src/router/pattern.cpp",
     request_target});

}  // namespace
}  // namespace golive::fuzz
