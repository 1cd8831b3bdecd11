#pragma once
// One request on its way in and out: the first stage, the middleware of its scope, and back.
//
//     Exchange exchange(first_stage, scope, request);
//     if (auto answer = exchange.before()) return reply(exchange.after(std::move(*answer)));   // denied, or answered early
//     ...
//     reply(exchange.after(std::move(response)));
//
// Threads: the loop of the connection. The http::Request outlives it. Errors: nothing is thrown; what the first stage or middleware throws
// is logged and becomes the error page.
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.h"
#include "base/log_context.h"
#include "golive/error.h"
#include "golive/http.h"
#include "golive/middleware.h"
#include "golive/params.h"
#include "golive/session.h"
#include "http/request.h"
#include "http/response.h"
#include "live/visitor.h"
#include "router/scope.h"
#include "security/csrf.h"
#include "security/sessions.h"

namespace golive {

class FirstStage;

class Exchange {
 public:
  // `scope`: where the route was added that the request is for, the app's own for files and if there is none.
  Exchange(const FirstStage& first, const router::Scope& scope, const http::Request& request, RequestKind kind);
  // For a join.
  Exchange(const FirstStage& first, const router::Scope& scope, const Url& url, const live::Visitor& visitor);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // An answer ends the way in here.
  std::optional<Response> before();
  // The way back. Once.
  http::Response after(Response response);
  // The same for a body that is not in memory.
  http::Response after(http::Response response);

  // What `call` returns, a Response or an optional one; the error page if it throws. `stage` says what it calls, to a developer.
  template <class Call>
  auto guarded(std::string_view stage, Call&& call) -> decltype(call()) {
    const LogContext context(log_fields());
    try {
      const security::CsrfScope forms = form_scope();
      return call();
    } catch (const BodyError& error) {
      return refused(error);
    } catch (const HttpError& error) {
      return this->error(error.status());
    } catch (const std::exception& error) {
      return failed(stage, error.what());
    } catch (...) {
      return failed(stage, kNoStandardException);
    }
  }
  // What request_id() gave it, or at a join the request that opened the socket; empty if nothing did.
  std::string request_id() const;
  // The request, for every line that is logged on its behalf: its id, if request_id() gave it one, and its path.
  LogContext::Fields log_fields() const;
  // What is answered with an error status: the page that the nearest not_found or on_error handler makes; else a line of text or, with a
  // `failure`, the page that shows it. That is for development only (FirstStage::shows_failures).
  Response error(int status, const Failure* failure = nullptr);

  // The visitor's session; looked for when first asked.
  Session& session() { return open_session().session; }
  security::OpenedSession& open_session();
  // nullptr if nobody has asked.
  const security::OpenedSession* opened_session() const noexcept { return opened_session_ ? &opened_ : nullptr; }

  Request request;
  std::string nonce = {};  // for the page's policy; empty if its layout has no use for one
  // What a page elsewhere may make a visitor's browser do.
  enum class Forgery : std::uint8_t {
    refused,  // nothing
    proven,   // what the handler itself proves
    welcome,  // everything: the handler knows its callers by other means
  } forgery = Forgery::refused;

 private:
  static constexpr std::string_view kNoStandardException = "an exception that is no std::exception";

  security::CsrfScope form_scope() noexcept;
  void widen(std::string_view raw_path);
  std::optional<Response> run_before();
  void run_after(Response& response);
  // Within a catch clause.
  Response failed(std::string_view stage, std::string_view what);
  Response failed_error_page(std::string_view what);
  Response refused(const BodyError& error) const;
  std::optional<Response> error_page(int status);
  void report(std::string_view stage, std::string_view what) const;
  std::span<const router::Scope* const> scopes() const noexcept { return line_.empty() ? scope_.line() : line_; }

  const FirstStage& first_;
  const router::Scope& scope_;
  std::vector<const router::Scope*> line_;  // with the groups below the scope that hold this path; empty if there are none
  std::size_t entered_ = 0;                 // pieces of middleware whose `before` was called
  std::string path_;                        // of a join
  security::OpenedSession opened_;
  bool opened_session_ = false;
  std::uint64_t form_page_ = 0;  // names this exchange for csrf_token()
};

}  // namespace golive
