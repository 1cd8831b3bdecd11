#pragma once
// Which hosts an app answers for, and which origins may act on it. Threads: made at the start, read from any.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace golive::security {

// "https://example.org:8443" in its parts, lower case; the port is the scheme's own where none is written (RFC 6454).
struct Origin {
  std::string scheme;
  std::string host;
  int port = 0;

  static std::optional<Origin> parse(std::string_view text);
  // Of a request: scheme, and Host as it was sent.
  static std::optional<Origin> of(std::string_view scheme, std::string_view authority);
  std::string text() const;
  friend bool operator==(const Origin&, const Origin&) = default;
};

// Hosts this app is. Protects programs on localhost from pages elsewhere whose name was made to mean 127.0.0.1 (DNS rebinding).
class HostPolicy {
 public:
  // `hosts`: "example.org", "*.example.org" (any number of labels), "example.org:8080" (that port only), "*" (all). Empty: names of
  // this machine if `loopback` (the app listens there only), else all. Throws Error GL0608 for one that is no host.
  HostPolicy(std::span<const std::string> hosts, bool loopback);

  // `authority`: "example.org:3000", as the client asked for it.
  bool allows(std::string_view authority) const;

 private:
  struct Pattern {
    std::string host;
    int port;  // 0: any
    bool below;
  };
  bool all_ = false;
  std::vector<Pattern> patterns_;
};

// localhost, its subdomains, 127.0.0.0/8 and [::1], with or without a port.
bool is_loopback_host(std::string_view authority);

// Pages that may open sockets here and send forms: those of the same origin, and those listed.
class OriginPolicy {
 public:
  // "https://example.org", "https://*.example.org", "*" (all). Throws Error GL0608 for one that is no origin.
  explicit OriginPolicy(std::span<const std::string> origins);

  // `origin`: the header as it came, not empty. `null`, of sandboxed frames and files, is nobody's.
  bool allows(std::string_view origin, std::string_view scheme, std::string_view authority) const;

 private:
  struct Pattern {
    Origin origin;
    bool below;
  };
  bool all_ = false;
  std::vector<Pattern> patterns_;
};

}  // namespace golive::security
