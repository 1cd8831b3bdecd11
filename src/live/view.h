#pragma once
// A live view: one component of one browser page, from its mount to its end. This is its loop side: the connection, timers, subscriptions,
// and when a frame is due; the user's code runs in its Core.
//
// Its life: serve() mounts it for a GET and parks it; join() mounts one whose page was not parked; attach() gives a parked one, or one
// whose browser has a newer socket, to a connection; lost() parks it again; end() is the end, and what comes later does nothing. While it
// is parked its messages and timers run, but nothing is rendered.
//
// Threads: everything on the view's loop, except what Socket calls during a callback of a blocking route (marked "any"), which is posted to
// the loop. Ownership: its connection or the loop's Parking holds the view; timers, posts and lanes hold it while they run.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/rate_limit.h"
#include "golive/detail/handler_task.h"
#include "golive/socket.h"
#include "live/core.h"
#include "live/guesses.h"
#include "live/pace.h"
#include "live/request_headers.h"
#include "live/route.h"
#include "security/session_state.h"

namespace golive {
class Lane;
class Timer;
}  // namespace golive
namespace golive::protocol {
class Codec;
}

namespace golive::live {

class Connection;
class FrameBatch;
class Mailbox;
class Runtime;
class ViewTimer;
struct Fed;
struct Watch;

class View final : public std::enable_shared_from_this<View>, public detail::SocketHost, public security::SessionMember {
 public:
  View(Runtime& runtime, const LiveRoute& route, std::uint64_t number);
  ~View() override;
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  std::uint64_t number() const noexcept { return number_; }
  const std::string& id() const noexcept override { return id_; }
  const LiveRoute& route() const noexcept { return route_; }

  // What mount is told.
  struct Visit {
    Params params;
    Session session;
    Url url;
    std::string peer = {};
    RequestHeaders headers = {};
    std::string request_id = {};  // for what is logged on a worker; at once: the caller's LogContext
  };
  // What a browser that joins brings along.
  struct Join {
    Session session = {};  // as its socket's request showed it, for a view that was mounted before
    std::string peer = {};
    std::string request_id = {};        // for what is logged meanwhile
    std::string connect_params = {};    // JSON, as liveView.configure({params}) gave them
    std::uint64_t seen = 0;             // newest frame it has applied
    std::uint64_t shown_digest = 0;     // of the page as it was served
    std::uint64_t newest_answered = 0;  // event id
  };

  // Mounts and renders the page for a GET; `done` is called on the loop. `park`: then waits for the browser, if there is room; else ends.
  struct Page {
    bool failed = false;
    int refused_with = 0;  // with `failed`: mount threw HttpError of this status
    std::string redirect;  // where mount sent the browser; empty: nowhere
    std::string markup;
    std::uint64_t digest = 0;
    Session session;                   // with the id it has after mount
    std::unique_ptr<Failure> failure;  // with `failed`, in development: what was thrown
  };
  void serve(Visit visit, bool park, std::move_only_function<void(Page)> done);

  // Attaches a browser whose view is no more: mounts afresh and sends everything, or a skeleton if the page shows it already.
  void join(Connection& connection, Visit visit, Join join);
  // Attaches a browser to this view, which is parked or has an older connection: that one is closed. Of the connection that it has already
  // it is a message that came twice: answered, and no more.
  void attach(Connection& connection, Join join);
  // The connection broke: waits for the browser to come back.
  void lost();

  // `seen`: the newest frame the browser has applied.
  void event(std::uint64_t event_id, std::string_view event, std::string_view payload, std::uint64_t seen);
  void confirm(std::uint64_t seen);
  // Nobody sees the page, or somebody does again.
  void hide();
  void show();
  // The client lost track: sends everything.
  void resend();
  // The transport has taken all that was sent.
  void drained();
  // A timer, a value or a message. `taken` is called when it has run.
  void deliver(detail::MethodTask&& task, std::move_only_function<void()> taken);
  void deliver(detail::MethodTask&& task) override { deliver(std::move(task), {}); }
  // What the sampler read for a watch.
  void feed(Watch& watch, std::shared_ptr<const detail::FeedBatch> batch, const detail::FeedPiece& piece);
  // Whether callbacks run on a worker.
  bool is_blocking() const noexcept { return lane_ != nullptr; }
  // Adds what changed to `batch`, if the browser can take it; else it waits for that. By the runtime, once a browser frame at most.
  void push(std::chrono::steady_clock::time_point now, FrameBatch& batch);

  // The browser is gone, or the app ends. Terminates the component; once.
  void end(TerminateReason reason);
  bool ended() const noexcept { return ended_; }
  // The browser's session ends or has changed: so does the view. On its loop.
  void on_session(security::SessionNews news) override;
  // The app stops: ends, and tells the browser.
  void shut_down();
  // As if the process had ended: nobody is told, and the component is destroyed without a word. For tests.
  void abandon();
  // Memory held, as far as it can be seen from outside of the component. On the loop while no callback is on a worker.
  std::size_t bytes() const noexcept { return sizeof(View) + core_.bytes(); }
  // Of a view, an event or a push touches its first bytes: so many (measured in tests/unit/live/hot_bytes_test.cpp).
  static constexpr std::size_t kHotBytes = 448;
  // What flush() will look at outside of the view; a hint, see base/prefetch.h.
  void prefetch_parts() const noexcept;
  // The same for what those point to; the parts must be there.
  void prefetch_transport() const noexcept;

  // When it last pushed; once a browser frame is the runtime's to see to.
  std::chrono::steady_clock::time_point last_push{};
  // Its place among those that wait for that.
  static constexpr std::uint32_t kNotScheduled = ~std::uint32_t{0};
  std::uint32_t scheduled_at = kNotScheduled;

  // For Socket, during a callback. Any thread that runs one.
  bool connected() const noexcept override { return connected_; }
  const std::string& peer() const noexcept override { return peer_; }
  // Of the request that mount runs for; empty after it.
  std::string_view request_header(std::string_view name) const override {
    return headers_ == nullptr ? std::string_view() : headers_->get(name);
  }
  const std::string& connect_params() const noexcept override { return connect_params_; }
  Core& core() noexcept { return core_; }
  Session& use_session() noexcept override { return core_.use_session(); }
  std::shared_ptr<detail::Mailbox> mailbox() override;
  std::uint64_t add_timer(Duration delay, Duration period, detail::MethodTask task) override;
  void cancel_timer(std::uint64_t timer) override;
  std::uint64_t add_subscription(std::shared_ptr<detail::TopicCore> topic, detail::Deliver call) override;
  void unsubscribe(std::uint64_t subscription) override;
  std::uint64_t add_watch(std::shared_ptr<detail::FeedCore> feed, detail::FeedCall call, const detail::FeedTerms& terms) override;
  void unwatch(std::uint64_t watch) override;
  void await_outcome(std::shared_ptr<detail::CommandCore> queue, std::uint64_t ticket, detail::OutcomeTask task) override;
  void push_event(std::string_view name, std::string_view json) override { core_.push_event(name, json); }
  void redirect(std::string_view url) override { core_.redirect_to(url); }

 private:
  friend class ViewTimer;
  struct TopicSubscription {
    std::uint64_t id;
    std::shared_ptr<detail::TopicCore> topic;
    std::uint64_t topic_id;
  };
  // What callbacks made to last, as they know it: connected() may run again and finds it there.
  struct Standing {
    struct Beat {
      std::uint64_t id;
      std::chrono::nanoseconds period;
      const void* method;
    };
    struct Subscribed {
      std::uint64_t id;
      const detail::TopicCore* topic;
      detail::Deliver call;
    };
    struct Watched {
      std::uint64_t id;
      const detail::FeedCore* feed;
      detail::FeedCall call;
    };
    std::vector<Beat> beats;
    std::vector<Subscribed> subscribed;
    std::vector<Watched> watched;
  };

  // Runs `work(core)` where this view's callbacks run and then `after(status)` on the loop; at once if that is here.
  template <class Work, class After>
  void run(Work&& work, After&& after);
  // Runs `action` on the loop: at once, or posted from a worker.
  template <class Action>
  void on_loop(Action&& action);
  // Writes a frame with `write(core, out)`, which says whether there is one, and sends it, with `batch` if there is one.
  template <class Write>
  void send(Write&& write, FrameBatch* batch = nullptr);
  void depend_on(const Session& session);
  void session_over();
  void session_renewed();
  void session_aging();
  void attach_to(Connection& connection);
  void detach();
  void start_watches();
  void stop_watches();
  std::vector<Fed> catch_up();
  void meet(Join& join);
  void mount(Core& core, Visit& visit);
  void call_connected();
  void settle(const Core::Status& status);
  void guessed(const Core::Status& status);
  void go_on();
  void flush(bool ask = false, FrameBatch* batch = nullptr);
  Standing& standing();
  void refuse_event(std::uint64_t event_id, std::uint64_t seen);
  void run_timer(std::uint64_t timer, std::shared_ptr<detail::MethodTask> task);
  // The component cannot go on: ends, and tells the browser.
  void fail(const Core::Status& status);

  // What an event or a push touches stands first and together, up to the end of core_ (see Core).
  Runtime& runtime_;
  const LiveRoute& route_;
  Connection* connection_ = nullptr;  // while attached
  std::unique_ptr<Lane> lane_;        // blocking routes only
  bool answer_due_ = false;           // an event waits for its answer
  bool dirty_ = false;                // something may have changed
  bool news_ = false;                 // a feed of the page has some
  bool writing_ = false;              // a frame is being written on the lane
  bool full_due_ = false;             // the client asked for everything
  bool hidden_ = false;               // nobody sees the page
  bool has_word_ = false;             // more than a patch waits to be sent
  bool ended_ = false;
  std::uint32_t uses_ = 0;        // of the session: events of the browser
  std::uint32_t guesses_ = 0;     // of the core's, that were looked at
  std::uint32_t attachment_ = 0;  // counts connections: a frame written for one is not sent to the next
  RateLimit rate_;                // of events
  bool connected_ = false;        // as the callbacks know it; changed where they run
  Socket socket_;
  Pace pace_;
  std::string id_;
  Core core_;

  std::atomic<bool> cancelled_ = false;  // the view has ended: what waits for the lane is skipped
  std::size_t lane_work_ = 0;            // callbacks that wait for the lane
  std::size_t lane_bytes_ = 0;           // of their events
  std::uint64_t number_;
  std::shared_ptr<security::SessionState> session_;  // told of its end
  std::uint32_t told_uses_ = 0;                      // of uses_
  Guesses recent_guesses_;
  std::string peer_;            // as the callbacks know it
  std::string connect_params_;  // as the callbacks know it
  std::shared_ptr<Mailbox> mailbox_;
  std::vector<std::unique_ptr<ViewTimer>> timers_;
  std::vector<TopicSubscription> subscriptions_;
  std::vector<std::unique_ptr<Watch>> watches_;
  // Where callbacks run:
  const RequestHeaders* headers_ = nullptr;  // while mount runs
  std::unique_ptr<Standing> standing_;       // made when there is something to keep in it
  std::uint64_t next_timer_ = 1;
  std::uint64_t next_subscription_ = 1;
  std::uint64_t next_watch_ = 1;
};

}  // namespace golive::live
