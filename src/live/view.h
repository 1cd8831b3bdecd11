#pragma once
// A live view: one component of one browser page, from its mount to its end. This is its loop side: the connection, timers, subscriptions,
// and when a frame is due; the user's code runs in its Core.
//
// Threads: everything on the view's loop, except what Socket calls during a callback of a blocking route (marked "any"), which is posted to
// the loop. Ownership: the connection holds the view; timers, posts and lanes hold it while they run. end() is the end: what comes later
// does nothing.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "golive/detail/handler_task.h"
#include "golive/socket.h"
#include "live/core.h"
#include "live/route.h"

namespace golive {
class Lane;
class Timer;
}  // namespace golive
namespace golive::protocol {
class Codec;
}

namespace golive::live {

class Connection;
class Mailbox;
class Runtime;
class ViewTimer;

class View final : public std::enable_shared_from_this<View> {
 public:
  View(Runtime& runtime, const LiveRoute& route, std::uint64_t number);
  ~View();
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  std::uint64_t number() const noexcept { return number_; }
  std::string_view id() const noexcept { return id_; }
  const LiveRoute& route() const noexcept { return route_; }

  // What a browser that joins brings along.
  struct Join {
    Params params;
    Session session;
    Url url;
    std::string peer = {};
    std::string connect_params = {};    // JSON, as liveView.configure({params}) gave them
    std::uint64_t shown_digest = 0;     // of the page it shows
    std::uint64_t newest_answered = 0;  // event id
  };
  // Attaches a browser: mounts and sends everything, or a skeleton if the page shows it already.
  void join(Connection& connection, Join join);

  // Renders the page for a GET without attaching anybody: mount, handle_params, markup, terminate. `done` is called on the loop.
  struct Page {
    bool failed = false;
    std::string redirect;  // where mount sent the browser; empty: nowhere
    std::string markup;
    std::uint64_t digest = 0;
  };
  void serve(Join join, std::move_only_function<void(Page)> done);

  void event(std::uint64_t event_id, std::string_view event, std::string_view payload);
  // The client lost track: sends everything.
  void resend();
  // The transport has taken all that was sent.
  void drained();
  // A timer, a value or a message. `taken` is called when it has run.
  void deliver(detail::MethodTask task, std::move_only_function<void()> taken = {});
  // Sends what changed, if anything did and the browser can take it.
  void flush();

  // The browser is gone, or the app ends. Terminates the component; once.
  void end(TerminateReason reason);
  bool ended() const noexcept { return ended_; }
  // Another connection has joined as this view: ends, and closes its own connection.
  void replaced();

  // What flush() will look at outside of the view; a hint, see base/prefetch.h.
  void prefetch_parts() const noexcept;

  // When the runtime last let this view push; pacing is the runtime's.
  std::chrono::steady_clock::time_point last_push{};
  bool push_scheduled = false;

  // For Socket, during a callback. Any thread that runs one.
  bool connected() const noexcept { return connected_; }
  const std::string& peer() const noexcept { return peer_; }
  const std::string& connect_params() const noexcept { return connect_params_; }
  Core& core() noexcept { return core_; }
  std::shared_ptr<Mailbox> mailbox();
  std::uint64_t add_timer(std::chrono::nanoseconds delay, std::chrono::nanoseconds period, detail::MethodTask task);
  void cancel_timer(std::uint64_t timer);
  std::uint64_t add_subscription(std::shared_ptr<detail::TopicCore> topic, detail::Deliver call);
  void unsubscribe(std::uint64_t subscription);

 private:
  friend class ViewTimer;
  struct TopicSubscription {
    std::uint64_t id;
    std::shared_ptr<detail::TopicCore> topic;
    std::uint64_t topic_id;
  };

  // Runs `work(core)` where this view's callbacks run and then `after(status)` on the loop; at once if that is here.
  template <class Work, class After>
  void run(Work&& work, After&& after);
  // Runs `action` on the loop: at once, or posted from a worker.
  template <class Action>
  void on_loop(Action&& action);
  // Writes a frame with `write(core, out)`, which says whether there is one, and sends it.
  template <class Write>
  void send(Write&& write);
  void settle(Core::Status status);
  void run_timer(std::uint64_t timer, std::shared_ptr<detail::MethodTask> task);
  // `applied`: the newest event that was run; the one that failed, if an event did.
  void crash(std::uint64_t applied);

  // What an event touches stands first and together (see Core).
  Runtime& runtime_;
  const LiveRoute& route_;
  Connection* connection_ = nullptr;  // while attached
  std::unique_ptr<Lane> lane_;        // blocking routes only
  bool answer_due_ = false;           // an event waits for its answer
  bool dirty_ = false;                // something may have changed
  bool writing_ = false;              // a frame is being written on the lane
  bool full_due_ = false;             // the client asked for everything
  bool ended_ = false;
  bool connected_ = false;  // set before the first callback that may ask, never reset
  Core core_;
  Socket socket_;

  std::atomic<bool> cancelled_ = false;  // the view has ended: what waits for the lane is skipped
  std::size_t lane_work_ = 0;            // callbacks that wait for the lane
  std::size_t lane_bytes_ = 0;           // of their events
  std::uint64_t number_;
  std::string id_;
  std::string peer_;
  std::string connect_params_;
  std::shared_ptr<Mailbox> mailbox_;
  std::vector<std::unique_ptr<ViewTimer>> timers_;
  std::vector<TopicSubscription> subscriptions_;
  std::uint64_t next_timer_ = 1;         // where callbacks run
  std::uint64_t next_subscription_ = 1;  // where callbacks run
};

}  // namespace golive::live
