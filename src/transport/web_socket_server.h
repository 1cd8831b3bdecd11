#pragma once
// Turns HTTP connections into WebSockets (RFC 6455) and drives live::Receiver with them.
//
//     WebSocketServer sockets(loops, options, acceptor);
//     http::Server server(loops, options, handler, &sockets);
//
// Threads: construct and destroy while the loops are not running; upgrade() on the loop of the HTTP connection; the sockets live on
// the loop that the acceptor named.
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/address_quota.h"
#include "http/handler.h"
#include "live/transport.h"

namespace golive::transport {

class WebSocketSet;

struct WebSocketOptions {
  std::size_t message_bytes = 1024 * 1024;         // one message of the browser, all its fragments together; closes with 1009 beyond
  std::chrono::milliseconds message_time{20'000};  // a message that has begun brings slowest_sender bytes a second in each such span; 1008
  std::size_t slowest_sender = 500;
  std::size_t unsent_bytes = 64 * 1024 * 1024;     // waiting for one browser; the connection is dropped beyond
  std::size_t connections = 1'000'000;             // of all loops together; 503 beyond
  AddressQuota* addresses = nullptr;               // of what comes through a proxy; 503 beyond. None: not counted
  std::chrono::milliseconds ping_after{30'000};    // of silence
  std::chrono::milliseconds pong_within{15'000};   // after a ping; the connection is dead beyond
  std::chrono::milliseconds drain_within{30'000};  // for what is unsent to be taken; the connection is dropped beyond
  std::chrono::milliseconds close_within{5'000};   // for the browser to answer a close frame
};

class WebSocketServer final : public http::Upgrader {
 public:
  WebSocketServer(std::span<Loop* const> loops, const WebSocketOptions& options, live::Acceptor& acceptor);
  ~WebSocketServer() override;  // receivers of sockets still open get on_closed(1001)

  // refuse(), or else open().
  std::optional<http::Response> upgrade(const http::Request& request, http::Leaving& connection) override;

  // Why this request cannot become a WebSocket here: 400, 426, 503. Nothing if it can.
  std::optional<http::Response> refuse(const http::Request& request) const;
  // Moves the socket to its loop and finishes the handshake there, with further header lines ("Name: value\r\n" each). `request_id` is for
  // the visitor.
  void open(const http::Request& request, http::Leaving& connection, std::string response_lines, std::string request_id);

  // Closes every socket of the calling loop. on_closed follows for each within close_within.
  void close_all(Loop& loop, std::uint16_t code, std::string_view reason);
  // Sockets open on all loops, including those still closing.
  std::size_t connections() const noexcept { return open_.load(std::memory_order_relaxed); }

 private:
  bool is_counted(const http::Request& request) const noexcept;
  AddressQuota::Place place_of(const http::Request& request) const;

  std::vector<std::unique_ptr<WebSocketSet>> sets_;  // one a loop, by Loop::index()
  WebSocketOptions options_;
  live::Acceptor& acceptor_;
  std::atomic<std::size_t> open_{0};
};

}  // namespace golive::transport
