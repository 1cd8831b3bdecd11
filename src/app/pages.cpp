#include "app/pages.h"

#include <chrono>
#include <optional>
#include <utility>

#include "app/exchange.h"
#include "app/first_stage.h"
#include "app/gate.h"
#include "app/site.h"
#include "base/clock.h"
#include "base/log_context.h"
#include "base/loop.h"
#include "base/random.h"
#include "base/timer.h"
#include "golive/timeout.h"
#include "live/runtime.h"
#include "live/view.h"
#include "security/join_check.h"

namespace golive {
namespace {

// A browser shows what it GETs and joins at once. What it fetches ahead (https://wicg.github.io/nav-speculation/prefetch.html) may never be
// shown, and the answer to HEAD has no page.
bool will_join(const http::Request& request) noexcept {
  return request.method == http::Method::get && !request.header("Sec-Purpose").starts_with("prefetch") &&
         request.header("Purpose") != "prefetch";
}

Response page_response(const Site& site, Exchange& exchange, live::Runtime& runtime, const live::LiveRoute& route, std::string_view path,
                       const live::View& view, const live::View::Page& page) {
  if (page.failed) return exchange.error(page.refused_with != 0 ? page.refused_with : 500, page.failure.get());
  if (!page.redirect.empty()) return {.status = 302, .headers = {{"Location", page.redirect}}};
  const auto lifetime = std::chrono::duration_cast<std::chrono::seconds>(runtime.settings().token_lifetime);
  const security::JoinToken token{.route = route.index,
                                  .loop = static_cast<std::uint32_t>(runtime.loop_index()),
                                  .view = view.number(),
                                  .digest = page.digest,
                                  .expires = unix_seconds() + lifetime.count()};
  Document made;
  if (route.page_head.empty()) {
    exchange.nonce = random_hex();  // nobody can guess it (Content Security Policy Level 3, section 7.1)
    made = site.document_for(route, exchange.request, exchange.nonce);
  }
  const std::string_view head = route.page_head.empty() ? made.head : route.page_head;
  const std::string_view tail = route.page_head.empty() ? made.tail : route.page_tail;
  std::string body;
  body.reserve(head.size() + page.markup.size() + tail.size() + 160);
  body += head;
  body += view.id();
  body += "\" data-token=\"";
  security::sign_join(runtime.signer(), token, exchange.session(), path, body);
  body += "\">";
  body += page.markup;
  body += tail;
  return {.status = 200, .body = std::move(body), .headers = {{"Content-Type", "text/html; charset=utf-8"}}};
}

// A copy, for a mount on a worker: the request may have been answered meanwhile.
live::RequestHeaders headers_of(const http::Request& request, bool copied) {
  if (!copied)
    return {[](const void* source, std::string_view name) { return static_cast<const http::Request*>(source)->header(name); }, &request};
  std::string lines;
  for (const auto& [name, value] : request.headers) lines.append(name).append(": ").append(value).append("\r\n");
  return live::RequestHeaders::copy_of(Headers::of_lines(std::move(lines)));
}

// A page that is answered without its view when it is late. On the loop of the connection.
struct TimedPage {
  TimedPage(std::unique_ptr<Exchange> of, http::Reply to) : exchange(std::move(of)), reply(std::move(to)) {}

  // Once; what comes later is dropped.
  template <class Make>
  void answer(Make&& make) {
    if (exchange == nullptr) return;
    timer.reset();
    const auto answered = std::move(exchange);  // the request it refers to is gone after the reply
    reply(answered->after(make(*answered)));
  }
  // The view holds this as long as it has not answered.
  void give_up_after(Duration time, live::View& late) {
    timer.emplace(*Loop::current(), [this, weak = late.weak_from_this()] {
      const auto view = weak.lock();  // this timer goes when it has answered
      answer([](Exchange& of) { return of.error(503); });
      if (view != nullptr) view->end(TerminateReason::normal);
    });
    timer->start(time);
  }

  std::unique_ptr<Exchange> exchange;
  http::Reply reply;
  std::optional<Timer> timer;
};

}  // namespace

void Pages::handle(const http::Request& request, http::Reply reply) {
  if (request.method == http::Method::post && request.raw_path == kSessionEndpoint) return reply(session(request));
  if (auto found = site_.files().respond(request)) return reply(file(site_.scope(), request, std::move(*found)));
  const router::Match match = site_.match(request.method_name, request.raw_path);
  if (match.outcome != router::Outcome::found) {
    if (auto found = site_.directory_file(request)) return reply(file(found->scope, request, std::move(found->response)));
    return reply(no_route(match, request));
  }
  if (match.route->kind == router::RouteKind::live) return serve_live(match, request, std::move(reply));
  reply(plain(match, request));
}

http::Response Pages::file(const router::Scope& scope, const http::Request& request, http::Response found) const {
  Exchange exchange(first_, scope, request, RequestKind::file);
  if (auto answer = exchange.before()) return exchange.after(std::move(*answer));
  return exchange.after(std::move(found));
}

http::Response Pages::session(const http::Request& request) const {
  Exchange exchange(first_, site_.scope(), request, RequestKind::plain);
  exchange.forgery = Exchange::Forgery::proven;
  if (auto answer = exchange.before()) return exchange.after(std::move(*answer));
  return exchange.after(exchange.guarded("session", [&] { return first_.gate().store_session(exchange.request); }));
}

http::Response Pages::no_route(const router::Match& match, const http::Request& request) const {
  Exchange exchange(first_, site_.scope(), request, RequestKind::none);
  if (auto answer = exchange.before()) return exchange.after(std::move(*answer));
  if (match.outcome == router::Outcome::not_found) return exchange.after(exchange.error(404));
  Response response = request.method == http::Method::options ? Response{.status = 204} : exchange.error(405);
  response.headers.set("Allow", match.allow);
  return exchange.after(std::move(response));
}

http::Response Pages::plain(const router::Match& match, const http::Request& request) const {
  Exchange exchange(first_, *match.route->scope, request, RequestKind::plain);
  add_path_params(match, exchange.request.params);
  if (site_.handler(match.route->index).is_without_csrf()) exchange.forgery = Exchange::Forgery::welcome;
  if (auto answer = exchange.before()) return exchange.after(std::move(*answer));
  return exchange.after(exchange.guarded("route", [&] { return site_.handler(match.route->index)(exchange.request); }));
}

void Pages::serve_live(const router::Match& match, const http::Request& request, http::Reply reply) {
  // On the heap: a view whose callbacks run on a worker answers later.
  auto exchange = std::make_unique<Exchange>(first_, *match.route->scope, request, RequestKind::page);
  add_path_params(match, exchange->request.params);
  if (auto answer = exchange->before()) return reply(exchange->after(std::move(*answer)));
  live::Runtime& runtime = *runtimes_[Loop::current()->index()];
  const live::LiveRoute& route = site_.live_route(match.route->index);
  if (route.accepts != nullptr && !route.accepts(exchange->request.params)) return reply(exchange->after(exchange->error(404)));
  const auto view = std::make_shared<live::View>(runtime, route, security::random_number());
  live::View::Visit visit{.params = exchange->request.params,
                          .session = exchange->session(),
                          .url = {std::string(request.raw_path), std::string(request.query)},
                          .peer = std::string(request.peer),
                          .headers = headers_of(request, route.blocking)};
  // For what mount and render log: at once, or on a worker. A copy: the exchange may be over before they are.
  const std::string id = exchange->request_id();
  if (route.blocking) visit.request_id = id;
  const LogContext context(LogContext::Fields{{{"request", id}}});
  auto response_of = [&site = site_, &runtime, &route, view, path = std::string(request.raw_path)](Exchange& of, live::View::Page page) {
    of.open_session().session = std::move(page.session);
    return of.guarded("layout", [&] { return page_response(site, of, runtime, route, path, *view, page); });
  };
  const AnswerWithin* const within = route.blocking ? exchange->request.find<AnswerWithin>() : nullptr;
  if (within == nullptr || within->time <= Duration::zero()) {
    const bool joins = will_join(request);
    return view->serve(std::move(visit), joins,
                       [exchange = std::move(exchange), reply = std::move(reply), response_of = std::move(response_of)](
                           live::View::Page page) mutable { reply(exchange->after(response_of(*exchange, std::move(page)))); });
  }
  const auto timed = std::make_shared<TimedPage>(std::move(exchange), std::move(reply));
  timed->give_up_after(within->time, *view);
  view->serve(std::move(visit), will_join(request), [timed, response_of = std::move(response_of)](live::View::Page page) {
    timed->answer([&](Exchange& of) { return response_of(of, std::move(page)); });
  });
}

}  // namespace golive
