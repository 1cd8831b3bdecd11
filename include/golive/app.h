#pragma once
// App serves live pages over HTTP.
//
//     int main() { return App{}.live<Counter>("/").listen(3000).run(); }
//
// Routes are added before the app starts; the calls can be chained. run() blocks and owns the process; inside a host program an app lives
// by start() and stop() on threads of its own, or on a thread of the host by poll():
//
//     App app;
//     app.live<Dashboard>("/").listen(8080);
//     host.watch(app.fd(), [&app] { app.poll(); });      // any epoll, poll or select; golive/asio.h for Boost.Asio
//     while (game.frame()) app.poll(2ms);                // or no descriptor at all: once a frame
//
// Only run() touches signals (SIGINT, SIGTERM; SIGPIPE is never raised) and the standard output; otherwise an app says what it has to say
// through golive/log.h. Several apps can live in one process; every descriptor is closed on exec. Threads: configure, start and stop from
// one thread; publish and send from any.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "golive/config.h"
#include "golive/detail/api.h"
#include "golive/duration.h"
#include "golive/routes.h"
#include "golive/tls.h"

namespace golive {

namespace detail {
class TestServer;
}

// What an app has counted since it started, over all loops.
struct Stats {
  std::uint64_t views = 0;       // joined now
  std::uint64_t parked = 0;      // without a browser now: its page was served a moment ago, or its connection was lost
  std::uint64_t resumes = 0;     // joins that found their view parked, or took it over from an older socket
  std::uint64_t mounts = 0;      // components mounted, for pages and for sockets
  std::uint64_t terminates = 0;  // components terminated
  std::uint64_t renders = 0;
  std::uint64_t shared_renders = 0;    // of parts that many views show (golive/shared.h)
  std::uint64_t events = 0;            // events taken
  std::uint64_t refused_events = 0;    // wrong name, type, count or tag
  std::uint64_t refused_seals = 0;     // of those: sealed, and without the right tag
  std::uint64_t guessers = 0;          // connections closed for too many wrong tags
  std::uint64_t refused_frames = 0;    // not the protocol
  std::uint64_t refused_joins = 0;     // token malformed, forged or expired, or too many from one address
  std::uint64_t over_rate = 0;         // messages of pages that sent too many (Config::events_per_second)
  std::uint64_t refused_messages = 0;  // mailbox full
  std::uint64_t crashes = 0;           // views ended by an exception
  std::uint64_t over_budget = 0;       // callbacks over their time budget
};

// Routes, groups and middleware are added as golive/routes.h says.
class GOLIVE_API App : public Routes<App> {
 public:
  App();
  explicit App(Config config);
  ~App();  // stops
  App(App&&) noexcept;
  App& operator=(App&&) noexcept;

  // Where run() and start() listen; each call adds a place. Without one it is Config::address and Config::port. An address is in figures,
  // IPv4 or IPv6 ("0.0.0.0", "::" for both, "127.0.0.1"), or "localhost" (both loopbacks), which is meant without one. Port 0 picks a free
  // one. Throws Error GL0502 at start when a place cannot be had.
  App& listen(std::uint16_t port);
  App& listen(std::string_view address, std::uint16_t port);
  // The same with TLS (golive/tls.h). Throws Error GL0512 at start for files that are not right.
  App& listen_tls(std::uint16_t port, TlsFiles files);
  App& listen_tls(std::string_view address, std::uint16_t port, TlsFiles files);
  // A Unix socket, for a proxy on this machine. The file gets `mode`; one that nobody listens on any more is replaced; stop() removes it.
  App& listen_unix(std::string_view path, unsigned mode = 0660);

  // Reads the files of all listen_tls() again; new connections use them, and those that are open go on. From any thread, while the app
  // runs. Throws Error GL0512 if they are not right: what was in use stays.
  void reload_tls();

  // Serves until SIGINT or SIGTERM, then stops; a second signal ends the process at once. Returns the process's exit status.
  int run();

  // Serves on threads of its own until stop() or the destructor; neither may be called from a callback of the app (Error GL0507). Our
  // threads block the signals of the process, so that the host's handlers run where they did. See Config::thread.
  App& start();
  void stop();

  // Serves on the calling thread, and no other is made but for `blocking` routes: runs what is due, without waiting, and returns when
  // nothing more is or after `budget`, which is looked at between two callbacks (one runs even in zero). Returns after how long to call
  // again: zero if something is still due, Duration::max() if fd() alone will tell. The first call listens; after stop() it does nothing.
  // May move from thread to thread, one at a time (Error GL0505). Config::threads is of no meaning here.
  Duration poll(Duration budget = std::chrono::milliseconds{2});

  // A descriptor that is readable while poll() has something to do, timers included (level-triggered; watch it for reading with poll(2),
  // select(2), epoll(7) or another loop). It may be readable once for nothing. The app keeps it; it is valid until stop(). Listens, if
  // poll() has not. Throws Error GL0506 for an app that was started.
  int fd();

  // The port of the first listen(), once started.
  std::uint16_t port() const;

  Stats stats() const;

 private:
  friend class detail::TestServer;
  struct Impl;
  explicit App(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace golive
