#include "testing/relay.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "golive/testing/failure.h"

namespace golive::testing {
namespace {

FileDescriptor listen_on_loopback(std::uint16_t& port) {
  FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const place = reinterpret_cast<sockaddr*>(&address);
  if (!socket || ::bind(socket.get(), place, size) != 0 || ::listen(socket.get(), SOMAXCONN) != 0 ||
      ::getsockname(socket.get(), place, &size) != 0)
    throw Failure("no port of 127.0.0.1 can be had for the browser");
  port = ntohs(address.sin_port);
  return socket;
}

}  // namespace

Relay::Relay(RelayedConnection::Outside::Connect connect)
    : outside_{std::move(connect), [this](std::string_view line) { return page_of(line); }}, listener_(listen_on_loopback(port_)) {}

std::shared_ptr<RelayedPage> Relay::add(std::uint64_t page) { return pages_[page] = std::make_shared<RelayedPage>(); }

void Relay::remove(std::uint64_t page) {
  const auto found = pages_.extract(page);
  found.mapped()->weather.set({}, 0, page);
}

void Relay::cut(const RelayedPage& page) {
  for (const auto& connection : connections_)
    if (connection->page() == &page) connection->lose();
}

// A line is named by its page's number, a dot, and a word.
std::shared_ptr<RelayedPage> Relay::page_of(std::string_view line) const {
  std::uint64_t number = 0;
  std::from_chars(line.data(), line.data() + line.size(), number);
  const auto found = pages_.find(number);
  return found == pages_.end() ? nullptr : found->second;
}

bool Relay::accept() {
  const int browser = ::accept4(listener_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (browser < 0) return false;
  const int on = 1;
  ::setsockopt(browser, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  connections_.push_back(std::make_unique<RelayedConnection>(browser, outside_));
  return true;
}

void Relay::hold_requests() { requests_from_ = std::chrono::steady_clock::now() + std::chrono::seconds(1); }

bool Relay::run(std::int64_t now_ns) {
  const bool requests_go_on = std::chrono::steady_clock::now() >= requests_from_;
  bool any = false;
  while (accept()) any = true;
  for (const auto& connection : connections_) any = connection->run(now_ns, requests_go_on) || any;
  std::erase_if(connections_, [](const auto& connection) { return connection->is_over(); });
  return any;
}

std::int64_t Relay::next_due_ns() const noexcept {
  std::int64_t due = RelayedConnection::kNever;
  for (const auto& connection : connections_) due = std::min(due, connection->next_due_ns());
  return due;
}

bool Relay::agrees(const PageSocket& socket) const {
  const auto found = std::ranges::find(connections_, socket.line, [](const auto& each) -> const std::string& { return each->line(); });
  if (found == connections_.end()) return false;  // not here yet, or ended
  const RelayedConnection& connection = **found;
  if (!socket.is_open) return connection.is_held();
  return connection.is_open() && socket.sent == connection.from_page() && socket.heard == connection.to_page();
}

bool Relay::agrees(std::span<const PageSocket> sockets) const {
  return std::ranges::all_of(sockets, [this](const PageSocket& socket) { return agrees(socket); });
}

bool Relay::has_heard(std::string_view line, std::uint64_t sent) const {
  const auto found = std::ranges::find(connections_, line, [](const auto& each) -> std::string_view { return each->line(); });
  return found == connections_.end() || !(*found)->is_open() || (*found)->from_page() >= sent;
}

bool Relay::is_idle(const RelayedPage& page) const {
  return std::ranges::all_of(connections_, [&](const auto& each) { return each->page() != &page || each->is_idle(); });
}

}  // namespace golive::testing
