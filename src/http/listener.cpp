#include "http/listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace golive::http {
namespace {

constexpr int kBacklog = 4096;

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
};

std::expected<Address, ListenFailure> parse_address(const std::string& text, std::uint16_t port) {
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
    return std::unexpected(ListenFailure{0, text + ": not an address in figures, like 127.0.0.1, 0.0.0.0, :: or ::1, nor localhost"});
  }
  return address;
}

void set_option(int socket, int level, int name, int value) noexcept { ::setsockopt(socket, level, name, &value, sizeof value); }

std::unexpected<ListenFailure> failure_at(const std::string& place) {
  const int code = errno;
  return std::unexpected(ListenFailure{code, place + ": " + std::strerror(code)});
}

// Whether a program still listens on a Unix socket.
bool is_in_use(const sockaddr_un& address) noexcept {
  const FileDescriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  // A full backlog (EAGAIN) is somebody's, too.
  return ::connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 || errno != ECONNREFUSED;
}

}  // namespace

SocketFile::SocketFile(std::string path) : path_(std::move(path)) {
  struct stat status {};
  if (::lstat(path_.c_str(), &status) != 0) path_.clear();
  device_ = status.st_dev;
  number_ = status.st_ino;
}

SocketFile::SocketFile(SocketFile&& other) noexcept
    : path_(std::exchange(other.path_, {})), device_(other.device_), number_(other.number_) {}

void SocketFile::remove() noexcept {
  struct stat status {};
  if (!path_.empty() && ::lstat(path_.c_str(), &status) == 0 && status.st_dev == device_ && status.st_ino == number_)
    ::unlink(path_.c_str());
  path_.clear();
}

std::expected<std::vector<Listener>, ListenFailure> listen_tcp(const std::string& text, std::uint16_t port, std::size_t count) {
  const auto address = parse_address(text, port);
  if (!address) return std::unexpected(address.error());
  const std::string place = (text.find(':') == std::string::npos ? text : '[' + text + ']') + ':' + std::to_string(port);
  sockaddr_storage storage = address->storage;
  std::vector<Listener> listeners;
  while (listeners.size() < count) {
    FileDescriptor socket(::socket(storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
    if (!socket) return failure_at(place);
    // A restarted server takes its port back at once, although old connections still time out.
    set_option(socket.get(), SOL_SOCKET, SO_REUSEADDR, 1);
    if (storage.ss_family == AF_INET6) set_option(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, text == "::" ? 0 : 1);
    // Accepted sockets inherit it on Linux.
    set_option(socket.get(), IPPROTO_TCP, TCP_NODELAY, 1);
    const bool first = listeners.empty();
    if (!first) set_option(socket.get(), SOL_SOCKET, SO_REUSEPORT, 1);
    if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&storage), address->size) != 0) return failure_at(place);
    if (first && count > 1) set_option(socket.get(), SOL_SOCKET, SO_REUSEPORT, 1);
    if (::listen(socket.get(), kBacklog) != 0) return failure_at(place);
    listeners.push_back({.socket = std::move(socket), .shared = count > 1});
    // The others take the port that was chosen.
    socklen_t size = sizeof storage;
    if (::getsockname(listeners.front().socket.get(), reinterpret_cast<sockaddr*>(&storage), &size) != 0) return failure_at(place);
  }
  return listeners;
}

std::uint16_t port_of(const Listener& listener) noexcept {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  if (::getsockname(listener.socket.get(), reinterpret_cast<sockaddr*>(&storage), &size) != 0) return 0;
  return ntohs(storage.ss_family == AF_INET ? reinterpret_cast<const sockaddr_in&>(storage).sin_port
                                            : reinterpret_cast<const sockaddr_in6&>(storage).sin6_port);
}

std::expected<Listener, ListenFailure> listen_unix(const std::string& path, unsigned mode) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path)
    return std::unexpected(
        ListenFailure{0, "'" + path + "': a socket's path has 1 to " + std::to_string(sizeof address.sun_path - 1) + " bytes"});
  path.copy(address.sun_path, path.size());
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) {
    if (!S_ISSOCK(status.st_mode)) return std::unexpected(ListenFailure{EEXIST, path + ": there is a file that is no socket"});
    if (is_in_use(address)) return std::unexpected(ListenFailure{EADDRINUSE, path + ": Address already in use"});
    ::unlink(path.c_str());
  }
  FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket || ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return failure_at(path);
  SocketFile file(path);
  // Before it listens: until then nobody can connect, whatever the process's umask has allowed.
  if (::chmod(path.c_str(), static_cast<mode_t>(mode)) != 0 || ::listen(socket.get(), kBacklog) != 0) return failure_at(path);
  return Listener{std::move(socket), nullptr, std::move(file)};
}

}  // namespace golive::http
