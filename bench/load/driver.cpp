#include "driver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace load {
namespace {

[[noreturn]] void fail(std::string_view what) {
  std::fprintf(stderr, "load: %.*s\n", static_cast<int>(what.size()), what.data());
  std::exit(1);
}

}  // namespace

Driver::Driver(const Options& options, Callback callback)
    : options_(options), callback_(std::move(callback)), epoll_(::epoll_create1(EPOLL_CLOEXEC)), buffer_(256 * 1024) {}

Driver::~Driver() {
  for (const auto& connection : connections_) close(*connection);
  ::close(epoll_);
}

Connection& Driver::add(bool page_first, const Options& options) {
  Connection& connection = *connections_.emplace_back(std::make_unique<Connection>(options));
  reconnect(connection, page_first);
  return connection;
}

void Driver::reconnect(Connection& connection, bool page_first) {
  open(connection);
  if (page_first) connection.sent_at = Clock::now();
  send(connection, page_first ? connection.client.page_request() : connection.client.handshake_request());
}

void Driver::come_back(Connection& connection) {
  open(connection);
  connection.sent_at = Clock::now();
  send(connection, connection.client.return_request());
}

void Driver::open(Connection& connection) {
  close(connection);
  // Loopback connects at once or not at all, so the connect may block.
  connection.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(options_.port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(connection.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fail("127.0.0.1:" + std::to_string(options_.port) + ": " + std::strerror(errno));
  }
  const int on = 1;
  ::setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  epoll_event event{.events = EPOLLIN, .data = {.ptr = &connection}};
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event);
}

void Driver::close(Connection& connection) {
  if (connection.socket < 0) return;
  // A reset instead of an orderly end: thousands of joins a second would use up the ports that wait otherwise.
  const linger reset{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(connection.socket, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  ::close(std::exchange(connection.socket, -1));
}

void Driver::send(Connection& connection, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(connection.socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) fail(std::string("send: ") + std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool Driver::run(double seconds, const std::function<bool()>& done) {
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  std::array<epoll_event, 512> events;
  while (!done()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return false;
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), awake_ ? 0 : static_cast<int>(left));
    for (int i = 0; i < count; ++i) readable(*static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr));
  }
  return true;
}

void Driver::readable(Connection& connection) {
  if (connection.socket < 0) return;
  const ssize_t got = ::recv(connection.socket, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) fail("the server ended a connection");
  connection.client.receive({buffer_.data(), static_cast<std::size_t>(got)});
  dispatch(connection);
}

void Driver::dispatch(Connection& connection) {
  for (;;) {
    const Client::Happening happening = connection.client.next();
    if (const std::string owed = connection.client.take_owed(); !owed.empty()) send(connection, owed);
    if (happening == Client::Happening::failed) fail(connection.client.failure());
    if (happening == Client::Happening::nothing) return;
    const int socket = connection.socket;
    callback_(connection, happening);
    if (connection.socket != socket) return;
  }
}

}  // namespace load
