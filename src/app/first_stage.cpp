#include "app/first_stage.h"

#include <string>

#include "app/exchange.h"
#include "app/gate.h"

namespace golive {

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
  add_security(exchange, response.headers);
  // The token in a page is not for caches.
  const bool is_page = exchange.request.kind == RequestKind::page && response.status == 200;
  if (is_page && !response.headers.has("Cache-Control")) response.headers.add("Cache-Control", "no-store");
}

void FirstStage::add_security(const Exchange& exchange, Headers& headers) const {
  const Request& request = exchange.request;
  if (request.kind == RequestKind::upgrade) return;
  const auto* const chosen = request.find<router::ChosenSecurityLines>();
  const router::SecurityLines& lines = chosen == nullptr ? security_ : *chosen->lines;
  lines.add_to(headers, {.is_page = request.kind == RequestKind::page, .is_https = request.scheme == "https", .nonce = exchange.nonce});
}

}  // namespace golive
