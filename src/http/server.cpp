#include "http/server.h"

#include <cerrno>
#include <utility>

#include "base/loop.h"
#include "http/acceptor.h"
#include "http/connection.h"
#include "http/listener.h"

namespace golive::http {
Server::Server(std::span<Loop* const> loops, const ServerOptions& options, Handler& handler, Upgrader* upgrader)
    : loops_(loops.begin(), loops.end()), options_(options) {
  for (Loop* loop : loops_) sets_.push_back(std::make_unique<ConnectionSet>(*loop, options_, handler, upgrader, open_));
}

Server::~Server() = default;

std::expected<void, std::string> Server::listen(std::string_view address, std::uint16_t port,
                                                std::shared_ptr<const TlsCertificate> certificate) {
  const bool localhost = address == "localhost";
  auto first = listen_tcp(localhost ? "127.0.0.1" : std::string(address), port);
  if (!first) return std::unexpected(std::move(first.error().text));
  const std::uint16_t chosen = port_of(*first);
  if (port_ == 0) port_ = chosen;
  last_port_ = chosen;
  first->certificate = certificate;
  accept_from(std::move(*first));
  if (!localhost) return {};
  // Browsers try ::1 first. A machine without IPv6 is none the worse for it.
  if (auto second = listen_tcp("::1", chosen)) {
    second->certificate = std::move(certificate);
    accept_from(std::move(*second));
  } else if (second.error().code == EADDRINUSE) {
    return std::unexpected(std::move(second.error().text));
  }
  return {};
}

std::expected<void, std::string> Server::listen_unix(const std::string& path, unsigned mode) {
  auto listener = http::listen_unix(path, mode);
  if (!listener) return std::unexpected(std::move(listener.error().text));
  accept_from(std::move(*listener));
  return {};
}

void Server::accept_from(Listener listener) {
  acceptors_.push_back(std::make_unique<Acceptor>(*this, *loops_.front(), std::move(listener)));
}

void Server::stop_accepting() {
  for (const auto& acceptor : acceptors_) acceptor->close();
  for (std::size_t i = 0; i < loops_.size(); ++i) {
    loops_[i]->post([set = sets_[i].get()] { set->end_idle(); });
  }
}

void Server::accepted(Accepted connection) {
  connection.over_limit = connections() >= options_.connections;
  // Not in turn: a browser's page and its socket come in pairs, and every page would land on the same loop.
  const std::size_t index = choice_() % loops_.size();
  ConnectionSet& set = *sets_[index];
  if (loops_[index]->is_current()) return set.serve(std::move(connection));
  loops_[index]->post([&set, connection = std::move(connection)]() mutable { set.serve(std::move(connection)); });
}

}  // namespace golive::http
