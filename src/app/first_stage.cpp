#include "app/first_stage.h"

#include <string_view>
#include <utility>

#include "app/exchange.h"

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

std::optional<Response> FirstStage::before(Exchange& /*exchange*/) const { return std::nullopt; }

void FirstStage::after(const Exchange& exchange, Response& response) const {
  if (exchange.request.kind != RequestKind::page || response.status != 200) return;
  for (const auto& [name, value] : kPageHeaders) response.headers.add(name, value);
}

}  // namespace golive
