#include "app/gate.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <utility>
#include <vector>

#include "app/exchange.h"
#include "base/clock.h"
#include "base/log_limit.h"
#include "golive/log.h"
#include "live/visitor.h"

namespace golive {
namespace {

// RFC 9110 section 9.2.1; a method that any() takes and nobody knows may do anything.
bool is_unsafe(std::string_view method) noexcept { return method != "GET" && method != "HEAD" && method != "OPTIONS" && method != "TRACE"; }

std::optional<std::filesystem::path> directory_of(const Config& config) {
  if (!config.state_directory.empty()) return config.state_directory;
  return state::state_directory(state::program_name());
}

// "new,old" as GOLIVE_SECRET has it.
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    parts.emplace_back(part);
  }
  return parts;
}

state::RootSecret secret_of(const Config& config) {
  if (!config.secret.empty()) return state::RootSecret::of(config.secret);
  if (const char* const text = std::getenv("GOLIVE_SECRET"); text != nullptr && *text != '\0') return state::RootSecret::of(split(text));
  std::string why = "no STATE_DIRECTORY, XDG_STATE_HOME or HOME is set";
  if (const auto directory = directory_of(config)) {
    auto kept = state::RootSecret::kept_in(*directory);
    if (kept) return std::move(*kept);
    why = kept.error();
  }
  log(LogLevel::warning, "GL0604 no secret could be kept: pages and sessions will not survive a restart", {{"reason", why}});
  return state::RootSecret::random();
}

// Nobody but this machine reaches it. A Unix socket is reached by whoever stands before it, under any name.
bool is_loopback(std::span<const std::string> addresses) {
  return std::ranges::all_of(addresses, [](const std::string& each) { return each == "::1" || security::is_loopback_host(each); });
}

Response answer(int status, std::string_view sentence) {
  Response response = Response::text(std::string(sentence) + '\n');
  response.status = status;
  return response;
}

}  // namespace

Gate::Gate(const Config& config, std::span<const std::string> addresses, bool keeps)
    : secret_(secret_of(config)),
      sessions_(security::Sessions::make(config.session, secret_)),
      csrf_(secret_.keys("csrf token")),
      hosts_(config.hosts, is_loopback(addresses)),
      origins_(config.origins),
      strict_csrf_(config.strict_csrf),
      warns_of_plain_(config.session.secure == SessionConfig::Secure::automatic) {
  if (keeps) keep_revocations(config);
}

void Gate::keep_revocations(const Config& config) {
  const auto directory = directory_of(config);
  if (directory && !state::make_directory(*directory) && sessions_->keep_revocations_in(*directory / "ended_sessions", unix_seconds()))
    return;
  log(LogLevel::warning, "GL0612 ended sessions are remembered until this program ends only",
      {{"directory", directory ? directory->native() : std::string()}});
}

std::optional<Response> Gate::refuse(Exchange& exchange) const {
  const Request& request = exchange.request;
  if (request.kind == RequestKind::join) return std::nullopt;
  auto refusal = refuse_host(request);
  const bool acts = request.kind == RequestKind::upgrade || is_unsafe(request.method);
  if (!refusal && acts && exchange.forgery != Exchange::Forgery::welcome) refusal = refuse_origin(request);
  if (!refusal && request.kind == RequestKind::plain && is_unsafe(request.method) && exchange.forgery == Exchange::Forgery::refused)
    refusal = refuse_form(exchange);
  return refusal;
}

std::optional<Response> Gate::refuse_host(const Request& request) const {
  if (hosts_.allows(request.host)) return std::nullopt;
  const std::uint64_t count = refused_.fetch_add(1, std::memory_order_relaxed) + 1;
  // A stranger who knocks all day must not fill the disk: the first ten, then each power of two.
  if (count <= 10 || std::has_single_bit(count))
    log(LogLevel::warning, "GL0609 a request for another host was refused   add its name to Config::hosts if it is yours",
        {{"host", request.host.substr(0, 200)}, {"peer", request.peer}, {"count", count}});
  return answer(421, "This server does not answer for that host name.");
}

std::optional<Response> Gate::refuse_origin(const Request& request) const {
  const std::string_view origin = request.header("Origin");
  // Browsers say where an action comes from; what says nothing is a program, and has no cookies that are not its own.
  const bool fine =
      origin.empty() ? request.header("Sec-Fetch-Site") != "cross-site" : origins_.allows(origin, request.scheme, request.host);
  if (fine) return std::nullopt;
  const std::uint64_t count = refused_.fetch_add(1, std::memory_order_relaxed) + 1;
  if (count <= 10 || std::has_single_bit(count))
    log(LogLevel::warning, "GL0610 a page of another origin was refused   add it to Config::origins if it may act here",
        {{"origin", origin.substr(0, 200)}, {"host", request.host.substr(0, 200)}, {"scheme", request.scheme}, {"count", count}});
  return answer(403, "This page may not act on this server.");
}

std::optional<Response> Gate::refuse_form(Exchange& exchange) const {
  const Request& request = exchange.request;
  if (!strict_csrf_) {
    // Acts for nobody: no cookie of ours, or none that is good.
    const security::OpenedSession& opened = exchange.open_session();
    if (!opened.known) return std::nullopt;
  }
  const std::string token = security::request_csrf_token(request.header("X-CSRF-Token"), request.header("Content-Type"), request.body);
  if (csrf_.accepts(token, exchange.session())) return std::nullopt;
  static constinit LogLimit limit(LogLevel::info, "GL0611 a request without its session's token was refused");
  if (limit.passes())
    log(LogLevel::info, "GL0611 a request without its session's token was refused",
        {{"method", request.method},
         {"path", request.path},
         {"peer", request.peer},
         {"token", token.empty() ? "none" : "of another session"}});
  return answer(403, "This form is no longer good. Load its page again.");
}

security::OpenedSession Gate::open(const Request& request) const {
  return sessions_->open(request.header("Cookie"), sessions_->is_https(request.scheme), unix_seconds());
}

Session Gate::open(const live::Visitor& visitor) const {
  return sessions_->open(visitor.headers.get("Cookie"), sessions_->is_https(visitor.secure ? "https" : "http"), unix_seconds()).session;
}

std::optional<std::string> Gate::cookie_due(const security::OpenedSession& opened, const Request& request) const {
  auto line = sessions_->cookie_due(opened, unix_seconds());
  if (line && warns_of_plain_ && !opened.https && !security::is_loopback_host(request.host) && !warned_.exchange(true))
    log(LogLevel::warning, "GL0606 session cookies go over plain http   serve https, or say Config::session.secure = Secure::never",
        {{"host", request.host.substr(0, 200)}});
  return line;
}

Response Gate::store_session(const Request& request) const {
  const bool https = sessions_->is_https(request.scheme);
  const auto [status, cookie] = sessions_->accept_post(request.body, request.header("Cookie"), https, unix_seconds());
  Response response{.status = status};
  response.headers.set("Cache-Control", "no-store");
  if (!cookie.empty()) response.headers.add("Set-Cookie", cookie);
  return response;
}

}  // namespace golive
