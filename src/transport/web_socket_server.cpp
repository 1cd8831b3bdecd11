#include "transport/web_socket_server.h"

#include <algorithm>
#include <utility>

#include "base/loop.h"
#include "transport/handshake.h"
#include "transport/web_socket.h"

namespace golive::transport {
namespace {

// Of this connection and its handshake, and what says nothing of who is there: not worth keeping for the life of the socket.
bool is_of_handshake(std::string_view name) noexcept {
  constexpr std::string_view kNames[] = {"Connection", "Upgrade", "Pragma", "Cache-Control", "Accept-Encoding", "Content-Length"};
  constexpr std::string_view kPrefix = "Sec-WebSocket-";
  if (name.size() > kPrefix.size() && http::equal_ignoring_case(name.substr(0, kPrefix.size()), kPrefix)) return true;
  return std::ranges::any_of(kNames, [name](std::string_view other) { return http::equal_ignoring_case(name, other); });
}

live::Visitor visitor_of(const http::Request& request, std::string request_id) {
  std::string lines;
  for (const auto& [name, value] : request.headers) {
    if (!is_of_handshake(name)) lines.append(name).append(": ").append(value).append("\r\n");
  }
  lines.shrink_to_fit();
  return {.peer = std::string(request.peer),
          .secure = request.scheme == "https",
          .from_proxy = request.from_proxy,
          .headers = Headers::of_lines(std::move(lines)),
          .request_id = std::move(request_id)};
}

}  // namespace

WebSocketServer::WebSocketServer(std::span<Loop* const> loops, const WebSocketOptions& options, live::Acceptor& acceptor)
    : options_(options), acceptor_(acceptor) {
  for (Loop* loop : loops) {
    sets_.resize(std::max(sets_.size(), loop->index() + 1));
    sets_[loop->index()] = std::make_unique<WebSocketSet>(*loop, options_, acceptor_, open_, sets_);
  }
}

WebSocketServer::~WebSocketServer() = default;

std::optional<http::Response> WebSocketServer::upgrade(const http::Request& request, http::Leaving& connection) {
  if (auto refusal = refuse(request)) return refusal;
  open(request, connection, {}, {});
  return std::nullopt;
}

std::optional<http::Response> WebSocketServer::refuse(const http::Request& request) const {
  if (auto refusal = refuse_handshake(request)) return refusal;
  if (connections() >= options_.connections || (is_counted(request) && !place_of(request))) return http::Response::error(503);
  return std::nullopt;
}

// What a proxy brings has no place yet: the connection was the proxy's.
bool WebSocketServer::is_counted(const http::Request& request) const noexcept {
  return request.from_proxy && options_.addresses != nullptr && options_.addresses->counts(request.peer);
}

AddressQuota::Place WebSocketServer::place_of(const http::Request& request) const { return options_.addresses->take(request.peer); }

void WebSocketServer::open(const http::Request& request, http::Leaving& connection, std::string response_lines, std::string request_id) {
  Opening opening{.path = std::string(request.raw_path),
                  .query = std::string(request.query),
                  .visitor = visitor_of(request, std::move(request_id)),
                  .key = std::string(request.header("Sec-WebSocket-Key")),
                  .response_lines = std::move(response_lines)};
  Loop& loop = acceptor_.loop_for({opening.path, opening.query, opening.visitor});
  AddressQuota::Place place = is_counted(request) ? place_of(request) : AddressQuota::Place();
  auto [socket, unread] = connection.release();
  if (place) socket.place = std::move(place);
  opening.socket = std::move(socket);
  opening.unread = std::move(unread);
  WebSocketSet& set = *sets_[loop.index()];
  if (loop.is_current()) {
    set.open(std::move(opening));
  } else {
    loop.post([&set, opening = std::move(opening)]() mutable { set.open(std::move(opening)); });
  }
}

void WebSocketServer::close_all(Loop& loop, std::uint16_t code, std::string_view reason) { sets_[loop.index()]->close_all(code, reason); }

}  // namespace golive::transport
