#include "transport/web_socket_server.h"

#include <algorithm>
#include <utility>

#include "base/loop.h"
#include "transport/handshake.h"
#include "transport/web_socket.h"

namespace golive::transport {

WebSocketServer::WebSocketServer(std::span<Loop* const> loops, const WebSocketOptions& options, live::Acceptor& acceptor)
    : options_(options), acceptor_(acceptor) {
  for (Loop* loop : loops) {
    sets_.resize(std::max(sets_.size(), loop->index() + 1));
    sets_[loop->index()] = std::make_unique<WebSocketSet>(*loop, options_, acceptor_, open_);
  }
}

WebSocketServer::~WebSocketServer() = default;

std::optional<http::Response> WebSocketServer::upgrade(const http::Request& request, http::Leaving& connection) {
  if (auto refusal = refuse_handshake(request)) return refusal;
  if (connections() >= options_.connections) return http::Response::error(503);
  Loop& loop = acceptor_.loop_for({request.raw_path, request.query, request.peer});
  Opening opening{std::string(request.raw_path),
                  std::string(request.query),
                  std::string(request.peer),
                  std::string(request.header("Sec-WebSocket-Key")),
                  {},
                  {}};
  auto [socket, unread] = connection.release();
  opening.socket = std::move(socket);
  opening.unread = std::move(unread);
  WebSocketSet& set = *sets_[loop.index()];
  if (loop.is_current()) {
    set.open(std::move(opening));
  } else {
    loop.post([&set, opening = std::move(opening)]() mutable { set.open(std::move(opening)); });
  }
  return std::nullopt;
}

void WebSocketServer::close_all(Loop& loop, std::uint16_t code, std::string_view reason) { sets_[loop.index()]->close_all(code, reason); }

}  // namespace golive::transport
