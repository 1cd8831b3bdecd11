#include "app/exchange.h"

#include <string>
#include <utility>

#include "app/failure_page.h"
#include "app/first_stage.h"
#include "app/gate.h"
#include "base/random.h"
#include "golive/log.h"
#include "golive/request_id.h"
#include "http/percent.h"

namespace golive {
namespace {

std::string_view header_of_request(const void* source, std::string_view name) {
  return static_cast<const http::Request*>(source)->header(name);
}

Session& session_of_exchange(void* source) { return static_cast<Exchange*>(source)->session(); }

std::string_view header_of_visitor(const void* source, std::string_view name) {
  return static_cast<const live::Visitor*>(source)->headers.get(name);
}

http::Response sent(Response response) {
  http::Response out(response.status);
  out.set_header_lines(std::move(response.headers).lines());
  if (response.source) out.set_source(std::move(response.source));
  else out.set_body(std::move(response.body));
  return out;
}

Response line_of(int status) {
  const http::Response plain = http::Response::error(status);
  return {.status = status, .body = std::string(plain.body()), .headers = {{"Content-Type", plain.header("Content-Type")}}};
}

Failure failure_in(std::string_view stage, std::string_view what) {
  Failure failure = Failure::caught(what);
  failure.callback = stage;
  return failure;
}

}  // namespace

Exchange::Exchange(const FirstStage& first, const router::Scope& scope, const http::Request& from, RequestKind kind)
    : request{.method = from.method_name,
              .path = from.path,
              .query = from.query,
              .body = from.body,
              .peer = from.peer,
              .scheme = from.scheme,
              .host = from.host,
              .from_proxy = from.from_proxy,
              .params = Params::parse(from.query),
              .kind = kind,
              .find_header = &header_of_request,
              .source = &from},
      first_(first),
      scope_(scope) {
  request.open_session = &session_of_exchange;
  request.session_source = this;
  widen(from.raw_path);
}

Exchange::Exchange(const FirstStage& first, const router::Scope& scope, const Url& url, const live::Visitor& visitor)
    : request{.method = "GET",
              .query = url.query,
              .peer = visitor.peer,
              .scheme = visitor.secure ? "https" : "http",
              .host = visitor.headers.get("Host"),
              .from_proxy = visitor.from_proxy,
              .params = Params::parse(url.query),
              .kind = RequestKind::join,
              .find_header = &header_of_visitor,
              .source = &visitor},
      first_(first),
      scope_(scope),
      path_(http::percent_decode(url.path).value_or(url.path)) {
  request.path = path_;
  request.open_session = &session_of_exchange;
  request.session_source = this;
  opened_.session = visitor.session;
  opened_session_ = true;
  if (!visitor.request_id.empty()) request.put(RequestId{visitor.request_id});
  widen(url.path);
}

security::OpenedSession& Exchange::open_session() {
  if (!opened_session_) {
    opened_ = first_.gate().open(request);
    opened_session_ = true;
  }
  return opened_;
}

// The session is looked for only if a form asks for its token.
security::CsrfScope Exchange::form_scope() noexcept {
  return {&first_.gate().csrf(),
          [](void* exchange) -> security::CsrfScope::Page {
            auto& self = *static_cast<Exchange*>(exchange);
            if (self.form_page_ == 0) self.form_page_ = random_number();
            return {self.session(), self.form_page_};
          },
          this};
}

void Exchange::widen(std::string_view raw_path) {
  scope_.groups_below(raw_path, line_);
  if (!line_.empty()) line_.insert(line_.begin(), scope_.line().begin(), scope_.line().end());
}

std::optional<Response> Exchange::before() {
  return guarded("middleware", [&] { return run_before(); });
}

std::optional<Response> Exchange::run_before() {
  if (auto answer = first_.before(*this)) return answer;
  for (const router::Scope* scope : scopes()) {
    for (const Middleware& middleware : scope->middleware()) {
      ++entered_;
      if (auto answer = middleware.before(request)) return answer;
    }
  }
  return std::nullopt;
}

void Exchange::run_after(Response& response) {
  const auto apply = [&](auto&& call) {
    auto error = guarded("middleware, on the way back", [&]() -> std::optional<Response> { return call(), std::nullopt; });
    if (error) response = std::move(*error);
  };
  // From the end of the way in, back.
  std::size_t passed = 0;
  for (const router::Scope* scope : scopes()) passed += scope->middleware().size();
  const auto line = scopes();
  for (auto scope = line.rbegin(); scope != line.rend(); ++scope) {
    const auto all = (*scope)->middleware();
    for (auto middleware = all.rbegin(); middleware != all.rend(); ++middleware) {
      if (passed-- <= entered_) apply([&] { middleware->after(request, response); });
    }
  }
  apply([&] { first_.after(*this, response); });
}

http::Response Exchange::after(Response response) {
  run_after(response);
  return sent(std::move(response));
}

http::Response Exchange::after(http::Response carried) {
  Response response{.status = carried.status(), .headers = Headers::of_lines(carried.take_header_lines()), .is_file = true};
  run_after(response);
  // An error page that took its place, or what middleware wrote.
  if (!response.is_file || !response.body.empty() || response.source) return sent(std::move(response));
  carried.set_status(response.status);
  carried.set_header_lines(std::move(response.headers).lines());
  return carried;
}

std::optional<Response> Exchange::error_page(int status) {
  const auto line = scopes();
  for (auto scope = line.rbegin(); scope != line.rend(); ++scope) {
    if (status == 404 && (*scope)->not_found()) return (*(*scope)->not_found())(request);
    if ((*scope)->on_error()) return (*(*scope)->on_error())(request, status);
  }
  return std::nullopt;
}

Response Exchange::error(int status, const Failure* failure) {
  const LogContext context(log_fields());
  try {
    if (auto page = error_page(status)) {
      if (page->status == 200) page->status = status;
      return std::move(*page);
    }
  } catch (const std::exception& error) {
    return failed_error_page(error.what());
  } catch (...) {
    return failed_error_page(kNoStandardException);
  }
  return failure == nullptr ? line_of(status) : failure_page(*failure, request);
}

Response Exchange::failed_error_page(std::string_view what) {
  constexpr std::string_view kStage = "error page";
  report(kStage, what);
  return first_.shows_failures() ? failure_page(failure_in(kStage, what), request) : line_of(500);
}

Response Exchange::refused(const BodyError& error) const {
  struct Refusal {
    std::string error;
  };
  return Response::json(Refusal{error.text()}, error.status());
}

Response Exchange::failed(std::string_view stage, std::string_view what) {
  report(stage, what);
  if (!first_.shows_failures()) return error(500);
  const Failure failure = failure_in(stage, what);
  return error(500, &failure);
}

std::string Exchange::request_id() const {
  const RequestId* const id = request.find<RequestId>();
  return id == nullptr ? std::string() : id->text;
}

LogContext::Fields Exchange::log_fields() const {
  const RequestId* const id = request.find<RequestId>();
  return {{{"request", id == nullptr ? std::string_view() : std::string_view(id->text)}, {"path", request.path}}};
}

void Exchange::report(std::string_view stage, std::string_view what) const {
  log(LogLevel::error, "GL0523 request failed", {{"method", request.method}, {"stage", stage}, {"what", what}});
}

}  // namespace golive
