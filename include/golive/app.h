#pragma once
// App serves live pages over HTTP.
//
//     int main() { return App{}.live<Counter>("/").listen(3000).run(); }
//
// Routes are added before the app starts; the calls can be chained. run() blocks until SIGINT or SIGTERM; start() and stop() live inside a
// host program and leave its signals alone. Threads: configure, start and stop from one thread; publish and send from any.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "golive/component.h"
#include "golive/config.h"
#include "golive/detail/api.h"
#include "golive/duration.h"
#include "golive/http.h"
#include "golive/state.h"

namespace golive {

struct RouteOptions {
  // Text of <title>; the component's name if empty.
  std::string title = {};
  // A style sheet for the page, served at a fingerprinted URL.
  std::string css = {};
  // The view's callbacks may block: they run on a worker thread, still one at a time.
  bool blocking = false;
  // A callback that takes longer is reported in the log (GL0412).
  Duration time_budget = std::chrono::milliseconds{100};
};

// What an app has counted since it started, over all loops.
struct Stats {
  std::uint64_t views = 0;       // joined now
  std::uint64_t parked = 0;      // without a browser now: its page was served a moment ago, or its connection was lost
  std::uint64_t resumes = 0;     // joins that found their view parked, or took it over from an older socket
  std::uint64_t mounts = 0;      // components mounted, for pages and for sockets
  std::uint64_t terminates = 0;  // components terminated
  std::uint64_t renders = 0;
  std::uint64_t events = 0;            // events taken
  std::uint64_t refused_events = 0;    // wrong name, type or count
  std::uint64_t refused_frames = 0;    // not the protocol
  std::uint64_t refused_joins = 0;     // token malformed, forged or expired
  std::uint64_t refused_messages = 0;  // mailbox full
  std::uint64_t crashes = 0;           // views ended by an exception
  std::uint64_t over_budget = 0;       // callbacks over their time budget
};

class GOLIVE_API App {
 public:
  App();
  explicit App(Config config);
  ~App();  // stops
  App(App&&) noexcept;
  App& operator=(App&&) noexcept;

  // A live page: every browser that opens `path` gets its own C. Path parameters are written {name} and the rest of a path {name...}.
  template <class C>
  App& live(std::string_view path, RouteOptions options = {}) {
    return live(
        path, [] { return C{}; }, std::move(options));
  }

  // The same, made by a factory, which may run on any loop: app.live("/orders", [&db] { return Orders{db}; })
  template <class Factory>
  requires std::is_invocable_v<Factory&> App& live(std::string_view path, Factory factory, RouteOptions options = {}) {
    using C = std::remove_cvref_t<std::invoke_result_t<Factory&>>;
    detail::check_survival<C>();
    return add_live(path, detail::component_type<C>(), detail::ComponentFactory::of<C>(std::move(factory)), std::move(options));
  }

  // Plain routes. The handler runs on the loop that took the request; an exception answers 500.
  App& get(std::string_view path, RequestHandler handler);
  App& post(std::string_view path, RequestHandler handler);

  // Where run() and start() listen. Port 0 picks a free one. Throws Error at start when the port is taken.
  App& listen(std::uint16_t port);
  App& listen(std::string_view address, std::uint16_t port);

  // Serves until SIGINT or SIGTERM. Returns the process's exit status.
  int run();

  // Serves on threads of its own until stop() or the destructor; neither may be called from a callback of the app.
  App& start();
  void stop();

  // The port listened on, once started.
  std::uint16_t port() const;

  Stats stats() const;

 private:
  App& add_live(std::string_view path, const detail::ComponentType& type, detail::ComponentFactory factory, RouteOptions options);

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace golive
