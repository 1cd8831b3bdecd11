#pragma once
// Listens, and serves HTTP/1.1 on a set of loops.
//
//     Server server(loops, options, handler, &upgrader);
//     if (auto listening = server.listen("127.0.0.1", 0); !listening) ...
//     server.port();   // the port chosen
//
// Threads: construct, listen and destroy while the loops are not running; stop_accepting() on the first loop.
#include <atomic>
#include <cstdint>
#include <expected>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_descriptor.h"
#include "http/handler.h"
#include "http/options.h"

namespace golive {
class Loop;
class TlsCertificate;
}  // namespace golive

namespace golive::http {

class Acceptor;
class ConnectionSet;
struct Accepted;
struct Listener;

class Server {
 public:
  // `loops` share the connections evenly. Handler, upgrader and loops outlive the server.
  Server(std::span<Loop* const> loops, const ServerOptions& options, Handler& handler, Upgrader* upgrader);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Listens on an address in figures ("127.0.0.1", "0.0.0.0", "::", "::1") or on "localhost" (both loopbacks). "::" takes IPv4 as
  // well. Port 0: a free one, see port(). The error says what the system said, e.g. "127.0.0.1:3000: Address already in use".
  // May be called for several addresses, before the loops run. With a certificate what is accepted speaks TLS.
  std::expected<void, std::string> listen(std::string_view address, std::uint16_t port,
                                          std::shared_ptr<const TlsCertificate> certificate = nullptr);
  // The port of the first listen(), and of the last.
  std::uint16_t port() const noexcept { return port_; }
  std::uint16_t last_port() const noexcept { return last_port_; }
  // Listens on a Unix socket. The file gets `mode`, one that nobody listens on any more is replaced, and it is removed when accepting
  // stops.
  std::expected<void, std::string> listen_unix(const std::string& path, unsigned mode);

  // Serves a connection that was made elsewhere, on the first loop; in a callback of it, or before it runs. The socket does not block.
  void serve(FileDescriptor socket, std::string peer);

  // Accepts nothing more (from other loops a moment later) and ends connections that wait between two requests; those being answered end
  // with their response.
  void stop_accepting();

  // Open HTTP connections of all loops.
  std::size_t connections() const noexcept { return open_.load(std::memory_order_relaxed); }

 private:
  friend class Acceptor;
  // An acceptor found no descriptor or memory left, for the first time in a minute: while one connection ends and the next one comes, that
  // is one state of affairs and not many. From any loop.
  bool begins_exhaustion() noexcept;
  void accept_from(std::vector<Listener> listeners, const std::shared_ptr<const TlsCertificate>& certificate);
  bool take_place(Accepted& connection);
  // On the loop of that index; `stays`: it is the connection's, too.
  void accepted(Accepted connection, std::size_t index, bool stays);

  std::vector<Loop*> loops_;
  ServerOptions options_;
  std::uint16_t port_ = 0;
  std::uint16_t last_port_ = 0;
  std::minstd_rand choice_;  // of the loop of the next connection of a Unix socket
  std::atomic<std::size_t> open_{0};
  std::atomic<std::int64_t> exhausted_{0};            // when the last acceptor found so; monotonic_ns()
  std::vector<std::unique_ptr<ConnectionSet>> sets_;  // one a loop
  std::vector<std::unique_ptr<Acceptor>> acceptors_;  // Unix sockets on the first loop
};

}  // namespace golive::http
