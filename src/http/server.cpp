#include "http/server.h"

#include <cerrno>
#include <utility>

#include "base/clock.h"
#include "base/log_limit.h"
#include "base/loop.h"
#include "golive/log.h"
#include "http/acceptor.h"
#include "http/connection.h"
#include "http/listener.h"

namespace golive::http {
namespace {

constexpr std::int64_t kOneExhaustion = 60'000'000'000;  // ns

}  // namespace

Server::Server(std::span<Loop* const> loops, const ServerOptions& options, Handler& handler, Upgrader* upgrader)
    : loops_(loops.begin(), loops.end()), options_(options) {
  for (Loop* loop : loops_) sets_.push_back(std::make_unique<ConnectionSet>(*loop, options_, handler, upgrader, open_));
}

Server::~Server() = default;

std::expected<void, std::string> Server::listen(std::string_view address, std::uint16_t port,
                                                std::shared_ptr<const TlsCertificate> certificate) {
  const bool localhost = address == "localhost";
  auto first = listen_tcp(localhost ? "127.0.0.1" : std::string(address), port, loops_.size());
  if (!first) return std::unexpected(std::move(first.error().text));
  const std::uint16_t chosen = port_of(first->front());
  if (port_ == 0) port_ = chosen;
  last_port_ = chosen;
  accept_from(std::move(*first), certificate);
  if (!localhost) return {};
  // Browsers try ::1 first. A machine without IPv6 is none the worse for it.
  if (auto second = listen_tcp("::1", chosen, loops_.size())) {
    accept_from(std::move(*second), certificate);
  } else if (second.error().code == EADDRINUSE) {
    return std::unexpected(std::move(second.error().text));
  }
  return {};
}

std::expected<void, std::string> Server::listen_unix(const std::string& path, unsigned mode) {
  auto listener = http::listen_unix(path, mode);
  if (!listener) return std::unexpected(std::move(listener.error().text));
  acceptors_.push_back(std::make_unique<Acceptor>(*this, 0, *loops_.front(), std::move(*listener)));
  return {};
}

void Server::serve(FileDescriptor socket, std::string peer) {
  accepted({.socket = std::move(socket), .peer = std::move(peer), .certificate = nullptr}, 0, true);
}

void Server::accept_from(std::vector<Listener> listeners, const std::shared_ptr<const TlsCertificate>& certificate) {
  for (std::size_t i = 0; i < listeners.size(); ++i) {
    listeners[i].certificate = certificate;
    acceptors_.push_back(std::make_unique<Acceptor>(*this, i, *loops_[i], std::move(listeners[i])));
  }
}

void Server::stop_accepting() {
  for (const auto& acceptor : acceptors_) acceptor->stop();
  for (std::size_t i = 0; i < loops_.size(); ++i) {
    loops_[i]->post([set = sets_[i].get()] { set->end_idle(); });
  }
}

bool Server::begins_exhaustion() noexcept {
  const std::int64_t now = monotonic_ns();
  const std::int64_t before = exhausted_.exchange(now, std::memory_order_relaxed);
  return before == 0 || now - before > kOneExhaustion;
}

// Of its address; false: that has as many as it may. A proxy's connections are those of many visitors.
bool Server::take_place(Accepted& connection) {
  AddressQuota* const addresses = options_.addresses;
  if (addresses == nullptr || !addresses->counts(connection.peer) || options_.proxies.trusts(connection.peer)) return true;
  connection.place = addresses->take(connection.peer);
  if (connection.place) return true;
  static constinit LogLimit limit(LogLevel::warning, "GL0531 too many connections of one address");
  if (limit.passes()) log(LogLevel::warning, "GL0531 too many connections of one address", {{"peer", connection.peer}});
  return false;
}

void Server::accepted(Accepted connection, std::size_t at, bool stays) {
  connection.over_limit = connections() >= options_.connections || !take_place(connection);
  if (stays) return sets_[at]->serve(std::move(connection));
  // Not in turn: a browser's page and its socket come in pairs, and every page would land on the same loop.
  const std::size_t index = choice_() % loops_.size();
  ConnectionSet& set = *sets_[index];
  if (loops_[index]->is_current()) return set.serve(std::move(connection));
  loops_[index]->post([&set, connection = std::move(connection)]() mutable { set.serve(std::move(connection)); });
}

}  // namespace golive::http
