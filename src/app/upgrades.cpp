#include "app/upgrades.h"

#include <string>
#include <utility>

#include "app/exchange.h"
#include "app/first_stage.h"
#include "app/site.h"
#include "transport/web_socket_server.h"

namespace golive {

std::optional<http::Response> Upgrades::upgrade(const http::Request& request, http::Leaving& connection) {
  constexpr int kSwitchingProtocols = 101;
  // The page's own path, or one that is no page: /live/websocket, or one that Sockets will refuse.
  const router::Match match = site_.match("GET", site_.page_of_socket(request.raw_path));
  const bool found = match.outcome == router::Outcome::found;
  Exchange exchange(first_, found ? *match.route->scope : site_.scope(), request, RequestKind::upgrade);
  add_path_params(match, exchange.request.params);
  if (auto answer = exchange.before()) return exchange.after(std::move(*answer));
  if (auto refusal = sockets_.refuse(request)) return exchange.after(std::move(*refusal));
  http::Response response = exchange.after(Response{.status = kSwitchingProtocols});
  if (response.status() != kSwitchingProtocols) return response;
  sockets_.open(request, connection, response.take_header_lines(), exchange.request_id());
  return std::nullopt;
}

}  // namespace golive
