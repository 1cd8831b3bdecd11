#include "app/joins.h"

#include <utility>

#include "app/exchange.h"
#include "app/first_stage.h"
#include "app/site.h"

namespace golive {

Joins::Target Joins::resolve(const Url& url, const live::Visitor& visitor) {
  const router::Match match = site_.match("GET", url.path);
  if (match.outcome != router::Outcome::found || match.route->kind != router::RouteKind::live) return {};
  Exchange exchange(first_, *match.route->scope, url, visitor);
  add_path_params(match, exchange.request.params);
  // What middleware would have answered, the browser gets from the GET that follows.
  const bool denied = exchange.before().has_value();
  return {.route = &site_.live_route(match.route->index),
          .denied = denied,
          .params = std::move(exchange.request.params),
          .session = exchange.session(),
          .request_id = exchange.request_id()};
}

}  // namespace golive
