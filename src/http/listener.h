#pragma once
// Sockets that listen.
#include <sys/stat.h>

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "base/file_descriptor.h"
#include "base/tls_certificate.h"

namespace golive::http {

struct ListenFailure {
  int code = 0;  // errno; 0: not an address
  std::string text;
};

// The file of a Unix socket; removed at the end, unless somebody has put another in its place.
class SocketFile {
 public:
  SocketFile() = default;
  explicit SocketFile(std::string path);
  SocketFile(SocketFile&& other) noexcept;
  SocketFile& operator=(SocketFile&&) = delete;
  ~SocketFile() { remove(); }
  void remove() noexcept;

 private:
  std::string path_;  // empty: none
  dev_t device_ = 0;
  ino_t number_ = 0;
};

// Listening and non-blocking.
struct Listener {
  FileDescriptor socket;
  std::shared_ptr<const TlsCertificate> certificate = nullptr;  // none: what is accepted is not encrypted
  SocketFile file = {};
  bool shared = false;  // with a listener on each loop: what is accepted here stays here
};

// `count` listeners on one address in figures and one port; "::" takes IPv4 as well. The kernel shares connections between them
// (SO_REUSEPORT). The first is bound without that option, so that a port which another program has, a second copy of this one included, is
// an error; without that it would silently take half of the connections.
std::expected<std::vector<Listener>, ListenFailure> listen_tcp(const std::string& address, std::uint16_t port, std::size_t count);
std::uint16_t port_of(const Listener& listener) noexcept;

// Replaces the file that a program which no longer listens has left behind, and nothing else.
std::expected<Listener, ListenFailure> listen_unix(const std::string& path, unsigned mode);

}  // namespace golive::http
