#include "app/first_stage.h"

#include <string>
#include <string_view>
#include <utility>

#include "app/exchange.h"
#include "app/gate.h"

namespace golive {
namespace {

// Nothing of a page comes from elsewhere or is executed but the embedded client; the token in it is not for caches. Style attributes are
// allowed: they run no script, a nonce cannot stand on them, and what templates put into them is filtered (html/filter_style.cpp).
// https://owasp.org/www-project-secure-headers/
constexpr std::string_view kPolicy =
    "default-src 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; "
    "img-src 'self' data:; "
    "require-trusted-types-for 'script'; trusted-types golive";
constexpr std::pair<std::string_view, std::string_view> kPageHeaders[] = {
    {"Cache-Control", "no-store"},         {"Content-Security-Policy", kPolicy}, {"Referrer-Policy", "same-origin"},
    {"X-Content-Type-Options", "nosniff"}, {"X-Frame-Options", "DENY"},
};

std::string policy_with(std::string_view nonce) {
  std::string policy(kPolicy);
  for (const char* directive : {"; script-src", "; style-src"})
    policy.append(directive).append(" 'self' 'nonce-").append(nonce).append("'");
  return policy;
}

}  // namespace

std::optional<Response> FirstStage::before(Exchange& exchange) const {
  if (auto refusal = gate_.refuse(exchange)) return refusal;
  if (exchange.request.kind == RequestKind::page) exchange.open_session();
  return std::nullopt;
}

void FirstStage::after(const Exchange& exchange, Response& response) const {
  const security::OpenedSession* const opened = exchange.opened_session();
  if (const auto line = opened == nullptr ? std::nullopt : gate_.cookie_due(*opened, exchange.request)) {
    response.headers.add("Set-Cookie", *line);
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");  // one visitor's cookie is nobody else's
  }
  if (exchange.request.kind != RequestKind::page || response.status != 200) return;
  for (const auto& [name, value] : kPageHeaders) {
    if (!response.headers.has(name)) response.headers.add(name, value);  // what the app has said itself counts
  }
  if (!exchange.nonce.empty()) response.headers.set("Content-Security-Policy", policy_with(exchange.nonce));
}

}  // namespace golive
