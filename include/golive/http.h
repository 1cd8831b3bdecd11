#pragma once
// Request and Response of plain routes.
//
//     app.get("/health", [](const Request&) { return Response::text("OK"); });
//     app.post("/bump", [&](const Request& request) { counter.publish(++n); return Response{.status = 204}; });
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "golive/body_source.h"
#include "golive/detail/api.h"
#include "golive/params.h"

namespace golive {

// A request as it arrived. Its strings live until the handler returns.
struct Request {
  std::string_view method;  // "GET", "POST" ...
  std::string_view path;    // percent-decoded
  std::string_view body;
  std::string_view peer;  // address of the client
  const Params& params;   // path and query parameters
  // The value of a header, its name in any case; empty if absent.
  std::string_view header(std::string_view name) const { return find_header(source, name); }

  std::string_view (*find_header)(const void* source, std::string_view name) = nullptr;
  const void* source = nullptr;
};

struct Response {
  int status = 200;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // Content-Length, Date and Connection are added

  // If set, the body is made while it is sent, and `body` is ignored.
  BodySource source = {};

  // Made piece by piece: golive/body_source.h.
  static Response stream(std::string content_type, BodySource source) {
    return {200, {}, {{"Content-Type", std::move(content_type)}}, std::move(source)};
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
