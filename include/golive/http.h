#pragma once
// Request and Response, of plain routes and of middleware.
//
//     app.get("/health", [](const Request&) { return Response::text("OK"); });
//     app.post("/bump", [&](const Request& request) { counter.publish(++n); return Response{.status = 204}; });
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "golive/body_source.h"
#include "golive/detail/api.h"
#include "golive/headers.h"
#include "golive/params.h"

namespace golive {

// What a request is about to reach.
enum class RequestKind : std::uint8_t {
  page,     // a live route: its page
  plain,    // a route of get, post ...
  file,     // a file: the embedded client, style sheets, static directories
  none,     // no route: 404, 405, or the answer to OPTIONS
  upgrade,  // becomes a WebSocket
  join,     // a browser joins the view of a live route by a WebSocket; headers and peer are those of the request that opened it
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
  Params params = {};            // path and query parameters
  RequestKind kind = RequestKind::plain;

  // The value of a header, its name in any case; empty if absent.
  std::string_view header(std::string_view name) const { return find_header == nullptr ? std::string_view() : find_header(source, name); }

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
  std::vector<std::pair<const char*, std::shared_ptr<void>>> kept = {};  // by put()

 private:
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
  static Response text(std::string body) { return {200, std::move(body), {{"Content-Type", "text/plain; charset=utf-8"}}}; }
};

// A copyable handler `Response(const Request&)`, from any callable; shared between loops, so it must be safe to call from several threads.
class RequestHandler {
 public:
  template <class Handler>
  requires std::is_invocable_r_v<Response, Handler&, const Request&> RequestHandler(Handler handler)
      : call_(std::make_shared<Model<Handler>>(std::move(handler))) {}

  Response operator()(const Request& request) const { return call_->call(request); }

 private:
  struct Concept {
    virtual ~Concept() = default;
    virtual Response call(const Request& request) = 0;
  };
  template <class Handler>
  struct Model final : Concept {
    explicit Model(Handler h) : handler(std::move(h)) {}
    Response call(const Request& request) override { return handler(request); }
    Handler handler;
  };
  std::shared_ptr<Concept> call_;
};

}  // namespace golive
