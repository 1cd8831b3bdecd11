#pragma once
// Serves an App on the thread of a test, one callback at a time: the real connections, sockets and views, over one end of a socket pair in
// place of a network. Private to the testing kit.
//
// It opens no port, makes no thread, and touches no file: where Config::secret says none, a secret of the options is used,
// and ended sessions are forgotten with the server. Config::hosts is answered for, and localhost besides. Under a detail::TestClock, which
// is there before and after, limits and timers follow that clock: advance it, then run().
//
// Threads: one, from beginning to end. The app outlives the server, or has_ended(); it is started by it alone, and may have one after
// another. Errors: what App::start throws; GL0506 for an app that runs already, GL0003 where a descriptor cannot be had; and run_one(),
// run() and run_work() let out what a callback of the library throws, which is none of the exceptions of components.
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golive/detail/api.h"

namespace golive {

class App;
class AppServer;
class Session;

namespace detail {

class TestRandom;

struct TestServerOptions {
  // Whether Config::events_per_second and joins_per_address hold. A test is faster than any person, and its time may stand still.
  bool rate_limits = false;
  std::string secret = "known to everybody: the secret of tests";
};

class GOLIVE_API TestServer {
 public:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  explicit TestServer(App& app, const TestServerOptions& options = {});
  // The app stops: views end (TerminateReason::shutdown), sockets get their goodbye and are closed without waiting for an answer.
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  // As if the process had died: no goodbye, no terminate(), nothing that waits is run, sockets end where they are. What a dead process
  // would not do and this does: objects are destroyed, components among them, and subscriptions are given up. Of this server nothing more
  // may be asked, and stats() of the app are empty.
  void kill();

  // A new connection from `peer`: its other end, non-blocking, which the caller closes. An end of file is told as ECONNRESET if the server
  // left something unread; what it sent comes first.
  int connect(std::string_view peer = "127.0.0.1");
  // Readable when a socket has something to do; for poll(2). Timers are not among it: see next_due_ns().
  int descriptor() const noexcept;

  // The app has been destroyed or stopped: of this server nothing more may be asked.
  bool has_ended() const noexcept { return ended_; }

  // What other threads have posted so far is due, and not before: so run() comes to an end while they go on.
  void admit_others();

  // One callback that is due: of what was posted, else of timers, else of sockets; with `chance` of any of these, of any of the timers that
  // are due at the same time, and of any of the sockets. What was posted keeps its order, and so does what comes by one socket. False:
  // nothing is.
  bool run_one(TestRandom* chance = nullptr);
  // Until nothing is due. False: after `most` callbacks something still was.
  [[nodiscard]] bool run(std::size_t most = 1'000'000);

  // When the next timer is due, on the monotonic clock (TestClock::monotonic_ns()). While a connection is open that is at most a quarter of
  // a second away, since its limits are looked at then.
  std::int64_t next_due_ns() const noexcept;
  // When views that pushed less than a browser frame ago push what has changed since; kNever: none waits for that.
  std::int64_t push_due_ns() const noexcept;

  // Callbacks of blocking routes: how many may run next, at most one of each view, and one of them, on this thread. Those that wait longer
  // come first. What follows from it is due after it, for run().
  std::size_t waiting_work() const noexcept;
  void run_work(std::size_t index = 0);

  // Views by the id that their pages show.
  // Appends what a GET would show of the view now, from its root element's content on. The view, what its browser is sent and the counters
  // are as if nobody had asked, unless its render() changes something. Parts that are shared are rendered for this alone. False: there is
  // no such view, or it has not mounted yet, or has failed. Throws what render() throws; the view goes on.
  bool render(std::string_view view_id, std::string& markup);
  // What was thrown by callbacks of views since the last call, which ended them: "add: the disk is full".
  std::vector<std::string> take_thrown() { return std::exchange(thrown_, {}); }
  // Why events were refused since the last call, as the log has it: a browser is told less.
  std::vector<std::string> take_refused() { return std::exchange(refused_, {}); }
  // A new session that `fill` has filled, as the Set-Cookie line that its visitor gets.
  std::string begin_session(void (*fill)(Session& session, void* context), void* context);
  // Of memory, as far as it can be seen from outside of the component; 0: no such view.
  std::size_t view_bytes(std::string_view view_id) const;
  // Ends a view as an exception of one of its handlers would; it is logged and counted as one. False: no such view.
  bool crash(std::string_view view_id);
  // Ends a view that waits for its browser, as if it had waited too long. False: there is none such.
  bool evict(std::string_view view_id);

 private:
  AppServer& server() const noexcept { return **place_; }

  std::vector<std::string> thrown_;
  std::vector<std::string> refused_;
  std::unique_ptr<AppServer>* place_;  // of the app
  bool ended_ = false;
};

}  // namespace detail
}  // namespace golive
