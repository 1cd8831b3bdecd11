#pragma once
// Sockets that listen.
#include <sys/stat.h>

#include <cstdint>
#include <expected>
#include <memory>
#include <string>

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
};

// An address in figures. "::" takes IPv4 as well.
std::expected<Listener, ListenFailure> listen_tcp(const std::string& address, std::uint16_t port);
std::uint16_t port_of(const Listener& listener) noexcept;

// Replaces the file that a program which no longer listens has left behind, and nothing else.
std::expected<Listener, ListenFailure> listen_unix(const std::string& path, unsigned mode);

}  // namespace golive::http
