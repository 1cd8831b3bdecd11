#include "security/origin.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "golive/error.h"

namespace golive::security {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

bool is_host(std::string_view host) noexcept {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_'; };
  if (host.starts_with('[') && host.ends_with(']'))
    return std::ranges::all_of(host.substr(1, host.size() - 2),
                               [](char c) { return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.'; });
  return !host.empty() && std::ranges::all_of(host, fits);
}

struct Authority {
  std::string host;
  int port = 0;  // 0: none was written
};

std::optional<Authority> parse_authority(std::string_view text) {
  std::string host = lower(text);
  int port = 0;
  const std::size_t colon = host.find(':', host.starts_with('[') ? host.find(']') : 0);
  if (colon != std::string::npos) {
    const std::string_view digits = std::string_view(host).substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size() || port < 1 || port > 65'535) return std::nullopt;
    host.resize(colon);
  }
  if (host.ends_with('.')) host.pop_back();  // the root of names
  if (!is_host(host)) return std::nullopt;
  return Authority{std::move(host), port};
}

// "b.example.org" is below "example.org".
bool is_below(std::string_view host, std::string_view domain) noexcept {
  return host.size() > domain.size() + 1 && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.';
}

bool is_loopback_name(std::string_view host) noexcept {
  if (host == "localhost" || host == "[::1]" || is_below(host, "localhost")) return true;
  // 127.x.y.z: figures only, so that 127.0.0.1.example.org is not taken for it.
  return host.starts_with("127.") && std::ranges::count(host, '.') == 3 && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool take_star(std::string_view& text) noexcept {
  if (!text.starts_with("*.")) return false;
  text.remove_prefix(2);
  return true;
}

}  // namespace

std::optional<Origin> Origin::of(std::string_view scheme, std::string_view authority) {
  auto parsed = parse_authority(authority);
  if (!parsed) return std::nullopt;
  if (parsed->port == 0) parsed->port = scheme == "https" ? 443 : 80;
  return Origin{std::string(scheme), std::move(parsed->host), parsed->port};
}

std::optional<Origin> Origin::parse(std::string_view text) {
  for (const std::string_view scheme : {std::string_view("http"), std::string_view("https")}) {
    if (!text.starts_with(scheme) || !text.substr(scheme.size()).starts_with("://")) continue;
    return of(scheme, text.substr(scheme.size() + 3));
  }
  return std::nullopt;
}

std::string Origin::text() const {
  std::string out = scheme + "://" + host;
  if (port != (scheme == "https" ? 443 : 80)) out += ':' + std::to_string(port);
  return out;
}

bool is_loopback_host(std::string_view authority) {
  const auto parsed = parse_authority(authority);
  return parsed && is_loopback_name(parsed->host);
}

HostPolicy::HostPolicy(std::span<const std::string> hosts, bool loopback) {
  if (hosts.empty()) {
    all_ = !loopback;
    return;
  }
  for (const std::string& each : hosts) {
    std::string_view text = each;
    if (text == "*") {
      all_ = true;
      continue;
    }
    const bool below = take_star(text);
    auto parsed = parse_authority(text);
    if (!parsed) throw Error::of("GL0608", {each, "hosts", "example.org, *.example.org or example.org:8080"});
    patterns_.push_back({std::move(parsed->host), parsed->port, below});
  }
}

bool HostPolicy::allows(std::string_view authority) const {
  if (all_) return true;
  const auto parsed = parse_authority(authority);
  if (!parsed) return false;
  if (patterns_.empty()) return is_loopback_name(parsed->host);
  return std::ranges::any_of(patterns_, [&](const Pattern& pattern) {
    if (pattern.port != 0 && pattern.port != parsed->port) return false;
    return pattern.below ? is_below(parsed->host, pattern.host) : parsed->host == pattern.host;
  });
}

OriginPolicy::OriginPolicy(std::span<const std::string> origins) {
  for (const std::string& each : origins) {
    if (each == "*") {
      all_ = true;
      continue;
    }
    std::string text = each;
    const std::size_t star = text.find("://*.");
    if (star != std::string::npos) text.erase(star + 3, 2);
    auto origin = Origin::parse(text);
    if (!origin) throw Error::of("GL0608", {each, "origins", "https://example.org or https://*.example.org"});
    patterns_.push_back({std::move(*origin), star != std::string::npos});
  }
}

bool OriginPolicy::allows(std::string_view text, std::string_view scheme, std::string_view authority) const {
  const auto origin = Origin::parse(text);
  if (!origin) return false;
  if (all_) return true;
  if (const auto own = Origin::of(scheme, authority); own && *origin == *own) return true;
  // TLS that a proxy ends we see as http. A page of https at this host is its owner's all the more.
  if (const auto own = Origin::of("https", authority); scheme == "http" && own && *origin == *own) return true;
  return std::ranges::any_of(patterns_, [&](const Pattern& pattern) {
    if (origin->scheme != pattern.origin.scheme || origin->port != pattern.origin.port) return false;
    return pattern.below ? is_below(origin->host, pattern.origin.host) : origin->host == pattern.origin.host;
  });
}

}  // namespace golive::security
