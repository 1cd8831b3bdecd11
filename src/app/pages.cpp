#include "app/pages.h"

#include <chrono>
#include <utility>

#include "app/site.h"
#include "base/clock.h"
#include "base/loop.h"
#include "live/runtime.h"
#include "live/view.h"

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

// A browser shows what it GETs and joins at once. What it fetches ahead (https://wicg.github.io/nav-speculation/prefetch.html) may never be
// shown, and the answer to HEAD has no page.
bool will_join(const http::Request& request) noexcept {
  return request.method == http::Method::get && !request.header("Sec-Purpose").starts_with("prefetch") &&
         request.header("Purpose") != "prefetch";
}

http::Response page_response(live::Runtime& runtime, const live::LiveRoute& route, std::string_view path, const live::View& view,
                             const live::View::Page& page) {
  if (page.failed) return http::Response::error(page.refused_with != 0 ? page.refused_with : 500);
  if (!page.redirect.empty()) return http::Response::redirect(302, page.redirect);
  const auto lifetime = std::chrono::duration_cast<std::chrono::seconds>(runtime.settings().token_lifetime);
  const security::JoinToken token{.route = route.index,
                                  .loop = static_cast<std::uint32_t>(runtime.loop_index()),
                                  .view = view.number(),
                                  .digest = page.digest,
                                  .expires = unix_seconds() + lifetime.count()};
  std::string body;
  body.reserve(route.page_head.size() + page.markup.size() + 160);
  body += route.page_head;
  body += view.id();
  body += "\" data-token=\"";
  runtime.signer().sign(token, {}, path, body);
  body += "\">";
  body += page.markup;
  body += "</div></body></html>\n";
  http::Response response(200, "text/html; charset=utf-8", std::move(body));
  for (const auto& [name, value] : kPageHeaders) response.add(name, value);
  return response;
}

}  // namespace

void Pages::handle(const http::Request& request, http::Reply reply) {
  if (auto file = site_.files().respond(request)) return reply(std::move(*file));
  const router::Match match = site_.match(request.method_name, request.raw_path);
  if (match.outcome == router::Outcome::not_found) return reply(http::Response::error(404));
  if (match.outcome == router::Outcome::method_not_allowed) {
    http::Response response = http::Response::error(405);
    response.add("Allow", match.allow);
    return reply(std::move(response));
  }
  if (match.route->kind == router::RouteKind::live) serve_live(match, request, std::move(reply));
  else serve_plain(match, request, std::move(reply));
}

void Pages::serve_plain(const router::Match& match, const http::Request& request, http::Reply reply) {
  const Params params = request_params(match, request.query);
  Request seen{.method = request.method_name, .path = request.path, .body = request.body, .peer = request.peer, .params = params};
  seen.source = &request;
  seen.find_header = [](const void* source, std::string_view name) { return static_cast<const http::Request*>(source)->header(name); };
  Response made = site_.handler(match.route->index)(seen);
  http::Response response(made.status);
  for (const auto& [name, value] : made.headers) response.add(name, value);
  if (made.source) response.set_source(std::move(made.source));
  else response.set_body(std::move(made.body));
  reply(std::move(response));
}

void Pages::serve_live(const router::Match& match, const http::Request& request, http::Reply reply) {
  live::Runtime& runtime = *runtimes_[Loop::current()->index()];
  const live::LiveRoute& route = site_.live_route(match.route->index);
  const auto view = std::make_shared<live::View>(runtime, route, security::random_number());
  live::View::Visit visit{.params = request_params(match, request.query),
                          .session = {},
                          .url = {std::string(request.raw_path), std::string(request.query)},
                          .peer = std::string(request.peer)};
  view->serve(std::move(visit), will_join(request),
              [&runtime, &route, view, path = std::string(request.raw_path), reply = std::move(reply)](live::View::Page page) mutable {
                reply(page_response(runtime, route, path, *view, page));
              });
}

}  // namespace golive
