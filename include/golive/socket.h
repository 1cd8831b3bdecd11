#pragma once
// Socket is a view's door to the world: who is there, timers, topics, values of the host's threads and commands for
// them, events for the page.
//
//     void Clock::mount(Socket& socket) { socket.every<&Clock::tick>(1s); }
//
// A component gets it as the first parameter of its callbacks and must not keep it. What outlives a callback is a ViewHandle.
// Threads: only inside the view's own callbacks.
#include <cstdint>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

#include "golive/command.h"
#include "golive/detail/api.h"
#include "golive/detail/command_call.h"
#include "golive/detail/component_type.h"
#include "golive/detail/feed_call.h"
#include "golive/detail/handler_task.h"
#include "golive/detail/json_write.h"
#include "golive/detail/socket_host.h"
#include "golive/duration.h"
#include "golive/latest.h"
#include "golive/message.h"
#include "golive/outcome.h"
#include "golive/payload.h"
#include "golive/session.h"
#include "golive/stream.h"
#include "golive/topic.h"

namespace golive {

namespace live {
class View;
}
template <class T>
class Guarded;

// Names a timer of a view. 0 is none.
enum class TimerId : std::uint64_t {};
// Names a subscription of a view. 0 is none.
enum class SubscriptionId : std::uint64_t {};
// Names a watch of a view. 0 is none.
enum class WatchId : std::uint64_t {};

// Reaches a view from anywhere, as long as it lives. Copyable; from any thread.
//
//     handle.send<&Board::set_price>(12.5);   // runs set_price(12.5) on the view's loop, then shows the change
class ViewHandle {
 public:
  ViewHandle() = default;

  // False if the view is gone or its mailbox is full (Config::mailbox): the newest message is refused and the sender told.
  template <auto Method, class... Args>
  bool send(Args&&... args) const {
    return post(detail::bind_message<Method>(std::forward<Args>(args)...));
  }
  // Any value, for the component's handle_info.
  template <class T>
  bool send(T value) const {
    return post(detail::info_task(Message::of(std::move(value))));
  }
  bool alive() const noexcept;

 private:
  friend class Socket;
  explicit ViewHandle(std::shared_ptr<detail::Mailbox> mailbox) : mailbox_(std::move(mailbox)) {}
  GOLIVE_API bool post(detail::MethodTask task) const;
  std::shared_ptr<detail::Mailbox> mailbox_;
};

class GOLIVE_API Socket {
 public:
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  // True while a browser is attached; false while the page is rendered for its GET and while the view is parked (golive/parking.h).
  bool connected() const noexcept;
  // The view's id, as in the page's HTML and in the log.
  std::string_view id() const noexcept;
  // The address of the browser that asked for the page or, later, joined.
  std::string_view peer() const noexcept;
  // A header of the request, its name in any case: socket.header("Accept-Language"). In mount and handle_params, as long as they run; empty
  // if it was not sent, and later. At a GET it is that request's, at a join that of the request which opened the socket: browsers leave
  // some headers out there, Accept and Referer among them. Anybody can send anything.
  std::string_view header(std::string_view name) const;
  // What the page was configured with: liveView.configure({params: {cart: 7}}), and the browser's `_tz` ("Europe/Paris") and `_locale`
  // ("fr-FR"). A page sends it when it joins, so it is empty in the mount of a GET: read it in connected(). From the browser: not to be
  // trusted.
  Payload connect_params() const;
  // The visitor's session. What is put into it reaches the browser's cookie by itself, after this callback.
  Session& session() noexcept;
  ViewHandle handle() const;

  // Calls Method each `period`, not sooner than it returned; beats that were missed are skipped. Goes on while the view is parked. The same
  // method and period again is the timer that is there: connected() may ask for it after each return of its browser.
  template <auto Method>
  TimerId every(Duration period) {
    return add_timer(period, period, detail::bind_message<Method>());
  }
  // Calls Method(args...) once, after `delay`.
  template <auto Method, class... Args>
  TimerId send_after(Duration delay, Args&&... args) {
    return add_timer(delay, Duration::zero(), detail::bind_message<Method>(std::forward<Args>(args)...));
  }
  void cancel(TimerId timer);

  // Calls Method(value) for each value published from now on, also while the view is parked; on a worker (blocking routes), from the next
  // turn of the view's loop on. Nothing that was published before comes, even if others have still to get it. The same method and topic
  // again is the subscription that is there.
  template <auto Method, class T>
  SubscriptionId subscribe(Topic<T>& topic) {
    return add_subscription(
        topic.core(), [](void* host, const void* value) { deliver(host, detail::bind_message<Method>(*static_cast<const T*>(value))); });
  }
  // Calls handle_info with each value published from now on.
  template <class T>
  SubscriptionId subscribe(Topic<T>& topic) {
    return add_subscription(
        topic.core(), [](void* host, const void* value) { deliver(host, detail::info_task(Message::of(*static_cast<const T*>(value)))); });
  }
  void unsubscribe(SubscriptionId subscription);

  // Calls Method(value) or Method(value, freshness) now and, while a browser is there, at most once per frame when it changed (see
  // golive/latest.h). The same method and Latest again is the watch that is there.
  template <auto Method, class T>
  WatchId watch(const Latest<T>& latest, WatchOptions options = {}) {
    return watch<Method>(detail::ValueFeed<T>{latest.core()}, options);
  }
  // The same for a Guarded (golive/guarded.h), which is not stale unless the options say when.
  template <auto Method, class T>
  WatchId watch(const Guarded<T>& value, WatchOptions options = {.stale_after = Duration::max()}) {
    return watch<Method>(detail::ValueFeed<T>{value.core()}, options);
  }
  // What both of them are made of.
  template <auto Method, class T>
  WatchId watch(const detail::ValueFeed<T>& feed, WatchOptions options) {
    return add_watch(feed.core, detail::value_call<Method, T>(), {.stale_after_ns = options.stale_after.count(), .is_value = true});
  }
  // Calls Method(events) or Method(events, missed) now with what is kept and, while a browser is there, at most once per frame with what
  // came since (see golive/stream.h).
  template <auto Method, class T>
  WatchId watch(const Stream<T>& stream, StreamOptions options = {}) {
    return add_watch(stream.core(), detail::batch_call<Method, T>(), {.from_now = options.from_now});
  }
  // Sends the news of a ChartFeed to the page that shows it, at most once per frame (golive/live_chart.h). Nothing is called or rendered.
  template <detail::HasPageFeed F>
  WatchId watch(const F& feed) {
    return add_watch(feed.core(), nullptr, {.from_now = true});
  }
  void unwatch(WatchId watch);

  // Puts a value into the queue of the host's loop: accepted, or refused at once. What was accepted calls Method(outcome) later (see
  // golive/command.h).
  template <auto Method, class T>
  [[nodiscard]] Outcome send(Command<T>& commands, std::type_identity_t<T> value) {
    return send<Method>(commands.core(), std::move(value));
  }
  // What it is made of, for who must not rely on the Command being there.
  template <auto Method, class T>
  [[nodiscard]] Outcome send(const std::shared_ptr<detail::CommandQueue<T>>& queue, T value) {
    constexpr detail::OutcomeTask task = detail::outcome_task<Method>();
    const std::uint64_t ticket = queue->send(std::move(value));
    if (ticket == detail::CommandCore::kNoTicket) return refuse("too many commands wait for the host");
    await_outcome(queue, ticket, task);
    return {.ticket = queue->number_of(ticket), .state = Outcome::State::accepted};
  }

  // Sends an event to the page, after the change of this callback: window gets a `golive:NAME` event, hooks get it by handleEvent(NAME).
  template <class T>
  void push_event(std::string_view name, const T& payload) {
    std::string json;
    detail::write_json(json, payload);
    push_event_json(name, json);
  }
  void push_event(std::string_view name) { push_event_json(name, "null"); }

  // Sends the browser to another page; nothing more of this view is shown.
  void redirect(std::string_view url);

 protected:
  explicit Socket(detail::SocketHost& host) noexcept : host_(host) {}

 private:
  friend class live::View;
  TimerId add_timer(Duration delay, Duration period, detail::MethodTask task);
  SubscriptionId add_subscription(std::shared_ptr<detail::TopicCore> topic, detail::Deliver call);
  WatchId add_watch(std::shared_ptr<detail::FeedCore> feed, detail::FeedCall call, const detail::FeedTerms& terms);
  void await_outcome(std::shared_ptr<detail::CommandCore> queue, std::uint64_t ticket, detail::OutcomeTask task);
  void push_event_json(std::string_view name, std::string_view json);
  static void deliver(void* host, detail::MethodTask task);

  detail::SocketHost& host_;
};

}  // namespace golive
