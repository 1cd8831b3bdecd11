#pragma once
// Request and Response, of plain routes and of middleware.
//
//     app.get("/health", [](const Request&) { return Response::text("OK"); });
//     app.post("/bump", [&](const Request&) { counter.publish(++n); return Response{.status = 204}; });
//     app.post("/orders", [&](const Request& request) {
//       const auto order = request.json<Order>();   // or an answer of 400, 415 or 422 that says what is wrong
//       return Response::json(store(order), 201);   // any aggregate, by its fields' names
//     });
//     app.post("/login", [&](const Request& request) {
//       const Params form = request.form();
//       if (!known(form.get<std::string>("name"))) throw HttpError{403};
//       Response response = Response::redirect("/");
//       response.set_cookie({.name = "theme", .value = "dark", .max_age = 365 * 24h});
//       return response;
//     });
//
// What may be in a JSON body and how its fields are matched is told in golive/payload.h.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "golive/body_source.h"
#include "golive/cookie.h"
#include "golive/detail/api.h"
#include "golive/detail/json_write.h"
#include "golive/duration.h"
#include "golive/error.h"
#include "golive/headers.h"
#include "golive/params.h"
#include "golive/payload.h"

namespace golive {

class Session;

// What a request is about to reach.
enum class RequestKind : std::uint8_t {
  page,     // a live route: its page
  plain,    // a route of get, post ...
  file,     // a file: the embedded client, style sheets, static directories
  none,     // no route: 404, 405, or the answer to OPTIONS
  upgrade,  // becomes a WebSocket
  join,     // a browser joins the view of a live route by a WebSocket; headers and peer are those of the request that opened it
};

// The body of a request is not what the handler asked for. `text` is for the client.
class BodyError : public HttpError {
 public:
  BodyError(int status, std::string text) : HttpError(status), text_(std::move(text)) {}
  const std::string& text() const noexcept { return text_; }

 private:
  std::string text_;
};

// A request as it arrived. Its strings live until it is answered.
struct Request {
  std::string_view method = {};  // "GET", "POST" ...
  std::string_view path = {};    // percent-decoded
  std::string_view query = {};   // as sent, without '?'
  std::string_view body = {};
  std::string_view peer = {};    // address of the client
  std::string_view scheme = {};  // "http" or "https"
  std::string_view host = {};    // "example.org:3000"
  bool from_proxy = false;       // handed on by a proxy of Config::proxies: what such a proxy writes into headers counts
  Params params = {};            // path and query parameters
  RequestKind kind = RequestKind::plain;

  // The value of a header, its name in any case; empty if absent.
  std::string_view header(std::string_view name) const { return find_header == nullptr ? std::string_view() : find_header(source, name); }

  // The body as a T. Throws BodyError: 415 if it is not sent as JSON, 400 if it is none, 422 if it does not fit; uncaught, that is the
  // answer, as {"error":"user[age]: expected a whole number from 0 to 255, got \"abc\""}.
  template <class T>
  T json() const {
    detail::JsonDocument document;
    read_json(document);
    T value{};
    DecodeError error;
    if (!detail::decode(document.root(), value, error)) throw BodyError(422, error.text());
    return value;
  }
  // The fields of an HTML form without files (application/x-www-form-urlencoded). Throws BodyError 415 for a body of another kind.
  GOLIVE_API Params form() const;
  // The value of a cookie; empty if the browser sent none of that name. Anybody may write what they like into it.
  GOLIVE_API std::string_view cookie(std::string_view name) const;
  // The visitor's session (golive/session.h). One is begun when it is first asked for, and its cookie goes with the response if anything
  // of it is new. In a test, where there is none, throws Error GL0613.
  GOLIVE_API Session& session() const;

  // A value that middleware leaves for what comes after it, one for each type: request.put(User{7}), request.find<User>().
  template <class T>
  T& put(T value) {
    auto owned = std::make_shared<T>(std::move(value));
    T& reference = *owned;
    keep(&kept_type<T>, std::move(owned));
    return reference;
  }
  // nullptr if nobody has put a T.
  template <class T>
  T* find() const noexcept {
    for (const auto& [type, value] : kept) {
      if (type == &kept_type<T>) return static_cast<T*>(value.get());
    }
    return nullptr;
  }

  std::string_view (*find_header)(const void* source, std::string_view name) = nullptr;
  const void* source = nullptr;
  Session& (*open_session)(void* source) = nullptr;
  void* session_source = nullptr;
  std::vector<std::pair<const char*, std::shared_ptr<void>>> kept = {};  // by put()

 private:
  GOLIVE_API void read_json(detail::JsonDocument& document) const;
  template <class T>
  static inline const char kept_type = 0;
  void keep(const char* type, std::shared_ptr<void> value) {
    for (auto& other : kept) {
      if (other.first == type) return static_cast<void>(other.second = std::move(value));
    }
    kept.emplace_back(type, std::move(value));
  }
};

struct Response {
  int status = 200;
  std::string body = {};
  Headers headers = {};  // Content-Length, Date and Connection are added
  // If set, the body is made while it is sent, and `body` is ignored.
  BodySource source = {};
  // The body is a file, and `body` is empty. Middleware that writes to `body` replaces it.
  bool is_file = false;

  // Whether `body` is all of the body.
  bool in_memory() const noexcept { return !source && !is_file; }

  // Made piece by piece: golive/body_source.h.
  static Response stream(std::string_view content_type, BodySource source) {
    return {200, {}, {{"Content-Type", content_type}}, std::move(source)};
  }
  // Sends the browser elsewhere: 303 after a POST, 302 to come back, 301 and 308 for good (RFC 9110 section 15.4).
  static Response redirect(std::string_view url, int status = 303) { return {status, {}, {{"Location", url}}}; }
  // `value` as JSON; `status` other than 200 for what was created, or refused.
  template <class T>
  static Response json(const T& value, int status = 200) {
    Response response{.status = status, .headers = {{"Content-Type", "application/json"}}};
    detail::write_json(response.body, value);
    return response;
  }
  // Adds a Set-Cookie header (golive/cookie.h). Throws Error GL0524 for a cookie that browsers would refuse.
  GOLIVE_API Response& set_cookie(const Cookie& cookie);
  // Takes a cookie away; `path` as it was set.
  Response& erase_cookie(std::string_view name, std::string_view path = "/") {
    return set_cookie({.name = std::string(name), .max_age = Duration::zero(), .path = std::string(path)});
  }

  static Response text(std::string body) { return {200, std::move(body), {{"Content-Type", "text/plain; charset=utf-8"}}}; }
};

namespace detail {

// A copyable handler from any callable; shared between loops, so it must be safe to call from several threads.
template <class... Args>
class SharedHandler {
 public:
  template <class Handler>
  requires(!std::is_base_of_v<SharedHandler, Handler> && std::is_invocable_r_v<Response, Handler&, Args...>) SharedHandler(Handler handler)
      : call_(std::make_shared<Model<Handler>>(std::move(handler))) {}

  Response operator()(Args... args) const { return call_->call(args...); }

  // See without_csrf (golive/csrf.h).
  void set_without_csrf() noexcept { without_csrf_ = true; }
  bool is_without_csrf() const noexcept { return without_csrf_; }

 private:
  struct Concept {
    virtual ~Concept() = default;
    virtual Response call(Args... args) = 0;
  };
  template <class Handler>
  struct Model final : Concept {
    explicit Model(Handler h) : handler(std::move(h)) {}
    Response call(Args... args) override { return handler(args...); }
    Handler handler;
  };
  std::shared_ptr<Concept> call_;
  bool without_csrf_ = false;
};

}  // namespace detail

// Response(const Request&)
using RequestHandler = detail::SharedHandler<const Request&>;
// Response(const Request&, int status): the page of an error.
using ErrorHandler = detail::SharedHandler<const Request&, int>;

}  // namespace golive
