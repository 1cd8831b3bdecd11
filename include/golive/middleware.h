#pragma once
// What runs before and after every request of an app, or of a group: pages, plain routes, files, requests that find nothing, and the
// opening of WebSockets.
//
//     app.use([](Request& request) -> std::optional<Response> {
//       if (request.header("X-Robot") == "yes") return Response{.status = 403};   // answered here: nothing further in is reached
//       return std::nullopt;                                                      // goes on
//     });
//
//     struct Timing {                                                             // either member may be left out
//       void before(Request& request) const { request.put(Clock::now()); }
//       void after(const Request& request, Response& response) const { ... }
//     };
//     app.use(Timing{});
//
// Order: `before` in the order of use(), those of the app first, then of each group from the outside in. `after` in the reverse order, for
// each whose `before` was called, also when that one answered, when there is no route, and when something threw. An exception becomes the
// error page (on_error) and is logged.
//
// A request to open a WebSocket runs `before` too, and `after` with the status 101, whose headers go into the handshake. Then comes the
// join, with the URL of the page: `before` runs once more, with Request::kind join, for the route of that page. Whoever denies there keeps
// the browser out as the page itself does; it loads the page again and gets the answer that the GET gives. Nothing runs for an event.
//
// Threads: on the loop of the connection; called by several loops at a time, so it must be thread-safe, and must not block.
#include <concepts>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "golive/http.h"

namespace golive {

namespace detail {

template <class M>
concept HasBefore = requires(const M& middleware, Request& request) {
  middleware.before(request);
};
template <class M>
concept HasAfter = requires(const M& middleware, const Request& request, Response& response) {
  middleware.after(request, response);
};
template <class M>
concept CallableBefore = requires(const M& before, Request& request) {
  { before(request) } -> std::convertible_to<std::optional<Response>>;
};

}  // namespace detail

// One piece of middleware; copies share it.
class Middleware {
 public:
  // A `before` alone: std::optional<Response>(Request&), callable as const.
  template <detail::CallableBefore Before>
  Middleware(Before call) : part_(std::make_shared<BeforePart<Before>>(std::move(call))) {}

  // An object with `before(Request&)`, returning void or std::optional<Response>, or `after(const Request&, Response&)`, or both; const.
  template <class Parts>
  requires(!std::is_same_v<Parts, Middleware> && (detail::HasBefore<Parts> || detail::HasAfter<Parts>)) Middleware(Parts parts)
      : part_(std::make_shared<ObjectPart<Parts>>(std::move(parts))) {}

  std::optional<Response> before(Request& request) const { return part_->before(request); }
  void after(const Request& request, Response& response) const { part_->after(request, response); }

 private:
  struct Part {
    virtual ~Part() = default;
    virtual std::optional<Response> before(Request&) const { return std::nullopt; }
    virtual void after(const Request&, Response&) const {}
  };
  template <class Before>
  struct BeforePart final : Part {
    explicit BeforePart(Before of) : call(std::move(of)) {}
    std::optional<Response> before(Request& request) const override { return call(request); }
    Before call;
  };
  template <class Parts>
  struct ObjectPart final : Part {
    explicit ObjectPart(Parts of) : parts(std::move(of)) {}
    std::optional<Response> before(Request& request) const override {
      if constexpr (!detail::HasBefore<Parts>) return std::nullopt;
      else if constexpr (std::is_void_v<decltype(parts.before(request))>) return parts.before(request), std::nullopt;
      else return parts.before(request);
    }
    void after(const Request& request, Response& response) const override {
      if constexpr (detail::HasAfter<Parts>) parts.after(request, response);
    }
    Parts parts;
  };
  std::shared_ptr<const Part> part_;
};

}  // namespace golive
