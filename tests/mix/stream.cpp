#include "mix/stream.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace mix {
namespace {

constexpr int kPatience = 10'000;  // ms; a sanitizer build on a busy machine is slow, a server that hangs is slower

sockaddr_in ip4(std::uint32_t address, std::uint16_t port) {
  sockaddr_in made{};
  made.sin_family = AF_INET;
  made.sin_port = htons(port);
  made.sin_addr.s_addr = htonl(address);
  return made;
}

bool wait_for(int socket, short events, int milliseconds) {
  pollfd entry{socket, events, 0};
  int ready = 0;
  do ready = ::poll(&entry, 1, milliseconds);
  while (ready < 0 && errno == EINTR);
  return ready > 0;
}

}  // namespace

Stream::Stream(Place place, int receive_buffer) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  // The port is chosen when the peer is known, so that each address of a client has all ports.
  ::setsockopt(socket_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  const sockaddr_in own = ip4(place.from, 0);
  const sockaddr_in server = ip4(INADDR_LOOPBACK, place.port);
  if (::bind(socket_, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0 ||
      ::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0) {
    const int error = errno;
    ::close(socket_);
    throw std::system_error(error, std::generic_category(), "connect");
  }
}

Stream::~Stream() {
  if (socket_ >= 0) ::close(socket_);
}

Stream::Stream(Stream&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}

bool Stream::send(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!wait_for(socket_, POLLOUT, kPatience)) throw WrongAnswer("the server takes no more bytes");
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string Stream::receive() {
  if (!wait_for(socket_, POLLIN, kPatience)) throw WrongAnswer("no answer for ten seconds");
  return receive_within(0);
}

std::string Stream::receive_within(int milliseconds) {
  if (!wait_for(socket_, POLLIN, milliseconds)) return {};
  std::array<char, 65536> buffer;
  const auto received = ::recv(socket_, buffer.data(), buffer.size(), 0);
  return received > 0 ? std::string(buffer.data(), static_cast<std::size_t>(received)) : std::string();
}

void Stream::finish() { ::shutdown(socket_, SHUT_WR); }

void Stream::reset() {
  const linger now{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(std::exchange(socket_, -1));
}

}  // namespace mix
