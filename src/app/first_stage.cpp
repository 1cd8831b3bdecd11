#include "app/first_stage.h"

#include <string_view>
#include <utility>

#include "app/exchange.h"
#include "app/gate.h"

namespace golive {
namespace {

// Nothing of a page comes from elsewhere or is executed but the embedded client; the token in it is not for caches. Style attributes are
// allowed: they run no script, a nonce cannot stand on them, and what templates put into them is filtered (html/filter_style.cpp).
// https://owasp.org/www-project-secure-headers/
constexpr std::pair<std::string_view, std::string_view> kPageHeaders[] = {
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy",
     "default-src 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; "
     "img-src 'self' data:; "
     "require-trusted-types-for 'script'; trusted-types golive"},
    {"Referrer-Policy", "same-origin"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
};

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
  for (const auto& [name, value] : kPageHeaders) response.headers.set(name, value);
}

}  // namespace golive
