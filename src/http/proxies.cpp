#include "http/proxies.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace golive::http {
namespace {

using Address = std::array<unsigned char, 16>;
constexpr unsigned kMappedBits = 96;  // of ::ffff:0:0/96

std::optional<Address> parse_address(std::string_view text) {
  char buffer[INET6_ADDRSTRLEN];
  if (text.empty() || text.size() >= sizeof buffer) return std::nullopt;
  buffer[text.copy(buffer, sizeof buffer - 1)] = '\0';
  Address address{};
  if (::inet_pton(AF_INET6, buffer, address.data()) == 1) return address;
  if (::inet_pton(AF_INET, buffer, address.data() + 12) != 1) return std::nullopt;
  address[10] = address[11] = 0xff;
  return address;
}

// As the acceptor writes peers.
std::string address_text(const Address& address) {
  char text[INET6_ADDRSTRLEN] = "";
  constexpr Address kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  const bool ip4 = std::equal(address.begin(), address.begin() + 12, kMapped.begin());
  ::inet_ntop(ip4 ? AF_INET : AF_INET6, address.data() + (ip4 ? 12 : 0), text, sizeof text);
  return text;
}

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Takes the next part of a list whose separators do not count within quotes.
std::string_view take(std::string_view& rest, char separator) noexcept {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < rest.size() && (quoted || rest[end] != separator); ++end) {
    if (rest[end] == '"') quoted = !quoted;
    else if (quoted && rest[end] == '\\') ++end;
  }
  end = std::min(end, rest.size());
  const std::string_view part = trim(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

// All values of a header that may be sent more than once, as one list.
std::vector<std::string_view> values(const Request& request, std::string_view name) {
  std::vector<std::string_view> list;
  for (const Header& header : request.headers) {
    if (!equal_ignoring_case(header.name, name)) continue;
    for (std::string_view rest = header.value; !rest.empty();) list.push_back(take(rest, ','));
  }
  return list;
}

std::string_view unquote(std::string_view text) noexcept {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2) : text;
}

// "192.0.2.1", "192.0.2.1:80", "::1", "[::1]", "[::1]:80"; nothing for "unknown", "_hidden" and what is no address.
std::optional<Address> parse_node(std::string_view node) {
  if (node.starts_with('[')) return parse_address(node.substr(1, node.find(']') - 1));
  const std::size_t colon = node.find(':');
  return parse_address(colon != std::string_view::npos && node.find(':', colon + 1) == std::string_view::npos ? node.substr(0, colon)
                                                                                                              : node);
}

// What one proxy has added.
struct Hop {
  std::string_view from;
  std::string_view scheme;
  std::string_view host;
};

std::vector<Hop> forwarded_hops(const Request& request) {
  std::vector<Hop> hops;
  for (std::string_view element : values(request, "Forwarded")) {
    Hop& hop = hops.emplace_back();
    while (!element.empty()) {
      const std::string_view pair = take(element, ';');
      const std::size_t equals = std::min(pair.find('='), pair.size());
      const std::string_view name = pair.substr(0, equals);
      const std::string_view value = unquote(pair.substr(std::min(equals + 1, pair.size())));
      if (equal_ignoring_case(name, "for")) hop.from = value;
      if (equal_ignoring_case(name, "proto")) hop.scheme = value;
      if (equal_ignoring_case(name, "host")) hop.host = value;
    }
  }
  return hops;
}

// Proxies add to the first list and mostly overwrite the other two, so these are aligned from the right, and the leftmost goes on.
std::vector<Hop> x_forwarded_hops(const Request& request) {
  const auto from = values(request, "X-Forwarded-For");
  const auto schemes = values(request, "X-Forwarded-Proto");
  const auto hosts = values(request, "X-Forwarded-Host");
  std::vector<Hop> hops(from.empty() && !(schemes.empty() && hosts.empty()) ? 1 : from.size());
  const auto aligned = [&](const std::vector<std::string_view>& list, std::size_t from_right) {
    return list.empty() ? std::string_view() : list[list.size() - 1 - std::min(from_right, list.size() - 1)];
  };
  for (std::size_t i = 0; i < hops.size(); ++i) {
    const std::size_t from_right = hops.size() - 1 - i;
    hops[i] = {from.empty() ? std::string_view() : from[i], aligned(schemes, from_right), aligned(hosts, from_right)};
  }
  return hops;
}

Forwarded walk(const std::vector<Hop>& hops, const TrustedProxies& proxies) {
  Forwarded told{.trusted = true};
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    if (equal_ignoring_case(hop->scheme, "https")) told.scheme = "https";
    if (equal_ignoring_case(hop->scheme, "http")) told.scheme = "http";
    if (!hop->host.empty() && is_host(hop->host)) told.host = hop->host;
    const auto address = parse_node(hop->from);
    // A client that its proxy does not name: the proxy itself is the last one known.
    if (!address) break;
    told.peer = address_text(*address);
    if (!proxies.trusts(told.peer)) break;
  }
  return told;
}

}  // namespace

std::expected<TrustedProxies, std::string> TrustedProxies::parse(std::span<const std::string> entries) {
  TrustedProxies proxies;
  for (const std::string& entry : entries) {
    if (entry == "unix") {
      proxies.unix_ = true;
      continue;
    }
    const std::string_view text(entry);
    const std::size_t slash = std::min(text.find('/'), text.size());
    const auto address = parse_address(text.substr(0, slash));
    if (!address) return std::unexpected(entry);
    const bool ip4 = text.substr(0, slash).find(':') == std::string_view::npos;
    unsigned bits = ip4 ? 32 : 128;
    if (slash < text.size()) {
      unsigned given = 0;
      const auto [end, error] = std::from_chars(text.data() + slash + 1, text.data() + text.size(), given);
      if (error != std::errc() || end != text.data() + text.size() || given > bits) return std::unexpected(entry);
      bits = given;
    }
    proxies.networks_.push_back({*address, bits + (ip4 ? kMappedBits : 0)});
  }
  return proxies;
}

bool TrustedProxies::trusts(std::string_view peer) const noexcept {
  if (peer == "unix") return unix_;
  const auto address = parse_address(peer);
  if (!address) return false;
  return std::ranges::any_of(networks_, [&](const Network& network) {
    const unsigned bytes = network.bits / 8;
    if (std::memcmp(network.address.data(), address->data(), bytes) != 0) return false;
    const unsigned rest = network.bits % 8;
    return rest == 0 || (network.address[bytes] ^ (*address)[bytes]) >> (8 - rest) == 0;
  });
}

std::optional<Forwarded> read_forwarded(const Request& request, const TrustedProxies& proxies) {
  if (!proxies.trusts(request.peer)) return Forwarded{};
  const auto hops = forwarded_hops(request);
  const auto x_hops = x_forwarded_hops(request);
  if (hops.empty()) return walk(x_hops, proxies);
  Forwarded told = walk(hops, proxies);
  if (x_hops.empty()) return told;
  const Forwarded other = walk(x_hops, proxies);
  if (told.peer != other.peer) return std::nullopt;
  if (!other.scheme.empty() && !told.scheme.empty() && other.scheme != told.scheme) return std::nullopt;
  if (!other.host.empty() && !told.host.empty() && other.host != told.host) return std::nullopt;
  if (told.scheme.empty()) told.scheme = other.scheme;
  if (told.host.empty()) told.host = other.host;
  return told;
}

}  // namespace golive::http
