#include "http/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/loop.h"
#include "http/acceptor.h"
#include "http/connection.h"

namespace golive::http {
namespace {

constexpr int kBacklog = 4096;

struct Failure {
  int code = 0;  // errno; 0: not an address
  std::string text;
};

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
};

std::expected<Address, Failure> parse_address(const std::string& text, std::uint16_t port) {
  Address address;
  auto& ip4 = reinterpret_cast<sockaddr_in&>(address.storage);
  auto& ip6 = reinterpret_cast<sockaddr_in6&>(address.storage);
  if (::inet_pton(AF_INET, text.c_str(), &ip4.sin_addr) == 1) {
    ip4.sin_family = AF_INET;
    ip4.sin_port = htons(port);
    address.size = sizeof ip4;
  } else if (::inet_pton(AF_INET6, text.c_str(), &ip6.sin6_addr) == 1) {
    ip6.sin6_family = AF_INET6;
    ip6.sin6_port = htons(port);
    address.size = sizeof ip6;
  } else {
    return std::unexpected(Failure{0, text + ": not an address in figures, like 127.0.0.1, 0.0.0.0, :: or ::1, nor localhost"});
  }
  return address;
}

void set_option(int socket, int level, int name, int value) noexcept { ::setsockopt(socket, level, name, &value, sizeof value); }

std::expected<FileDescriptor, Failure> open_listener(const std::string& text, std::uint16_t port) {
  const auto address = parse_address(text, port);
  if (!address) return std::unexpected(address.error());
  const auto failure = [&] {
    const int code = errno;
    return std::unexpected(Failure{code, text + ':' + std::to_string(port) + ": " + std::strerror(code)});
  };
  FileDescriptor socket(::socket(address->storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
  if (!socket) return failure();
  // A restarted server takes its port back at once, although old connections still time out.
  set_option(socket.get(), SOL_SOCKET, SO_REUSEADDR, 1);
  if (address->storage.ss_family == AF_INET6) set_option(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, text == "::" ? 0 : 1);
  // Accepted sockets inherit it on Linux.
  set_option(socket.get(), IPPROTO_TCP, TCP_NODELAY, 1);
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address->storage), address->size) != 0) return failure();
  if (::listen(socket.get(), kBacklog) != 0) return failure();
  return socket;
}

std::uint16_t port_of(int socket) noexcept {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return 0;
  return ntohs(storage.ss_family == AF_INET ? reinterpret_cast<const sockaddr_in&>(storage).sin_port
                                            : reinterpret_cast<const sockaddr_in6&>(storage).sin6_port);
}

}  // namespace

Server::Server(std::span<Loop* const> loops, const ServerOptions& options, Handler& handler, Upgrader* upgrader)
    : loops_(loops.begin(), loops.end()), options_(options) {
  for (Loop* loop : loops_) sets_.push_back(std::make_unique<ConnectionSet>(*loop, options_, handler, upgrader, open_));
}

Server::~Server() = default;

std::expected<void, std::string> Server::listen(std::string_view address, std::uint16_t port) {
  const bool localhost = address == "localhost";
  auto socket = open_listener(localhost ? "127.0.0.1" : std::string(address), port);
  if (!socket) return std::unexpected(std::move(socket.error().text));
  const std::uint16_t chosen = port_of(socket->get());
  if (port_ == 0) port_ = chosen;
  acceptors_.push_back(std::make_unique<Acceptor>(*this, *loops_.front(), std::move(*socket)));
  if (!localhost) return {};
  // Browsers try ::1 first. A machine without IPv6 is none the worse for it.
  if (auto second = open_listener("::1", chosen)) {
    acceptors_.push_back(std::make_unique<Acceptor>(*this, *loops_.front(), std::move(*second)));
  } else if (second.error().code == EADDRINUSE) {
    return std::unexpected(std::move(second.error().text));
  }
  return {};
}

void Server::stop_accepting() {
  for (const auto& acceptor : acceptors_) acceptor->close();
  for (std::size_t i = 0; i < loops_.size(); ++i) {
    loops_[i]->post([set = sets_[i].get()] { set->end_idle(); });
  }
}

void Server::accepted(FileDescriptor socket, std::string peer) {
  const bool over_limit = connections() >= options_.connections;
  // Not in turn: a browser's page and its socket come in pairs, and every page would land on the same loop.
  const std::size_t index = choice_() % loops_.size();
  ConnectionSet& set = *sets_[index];
  if (loops_[index]->is_current()) return set.serve(std::move(socket), std::move(peer), over_limit);
  loops_[index]->post([&set, socket = std::move(socket), peer = std::move(peer), over_limit]() mutable {
    set.serve(std::move(socket), std::move(peer), over_limit);
  });
}

}  // namespace golive::http
