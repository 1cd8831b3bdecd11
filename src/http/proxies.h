#pragma once
// Who the client is when a proxy stands between: X-Forwarded-For, -Proto and -Host, and Forwarded (RFC 7239).
// Anybody can write these headers, so they count only where a proxy that is trusted has added to them: they are read from the right, and
// the first address that is not a trusted proxy's is the client's. Threads: filled before the server runs, then read from any.
#include <array>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"

namespace golive::http {

class TrustedProxies {
 public:
  TrustedProxies() = default;  // nobody
  // "192.0.2.7", "10.0.0.0/8", "2001:db8::/32", or "unix" for whoever connects by a Unix socket. The error is the entry that is none of
  // these.
  static std::expected<TrustedProxies, std::string> parse(std::span<const std::string> entries);

  bool empty() const noexcept { return networks_.empty() && !unix_; }
  bool trusts(std::string_view peer) const noexcept;

 private:
  struct Network {
    std::array<unsigned char, 16> address;  // IPv4 as ::ffff:a.b.c.d
    unsigned bits;
  };
  std::vector<Network> networks_;
  bool unix_ = false;
};

// What a request looked like to the outermost trusted proxy. Empty: not told.
struct Forwarded {
  bool trusted = false;  // the peer of the connection is such a proxy; else nothing is told
  std::string peer = {};
  std::string_view scheme = {};
  std::string host = {};
};

// Nothing if the headers say two different things: a proxy that knows one of them lets the client's own text of the other one through.
std::optional<Forwarded> read_forwarded(const Request& request, const TrustedProxies& proxies);

}  // namespace golive::http
