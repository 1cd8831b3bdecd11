#pragma once
// A Socket for unit tests: of a component's methods, and of whatever takes a Socket&, without page, server or HTML.
//
//     Clock clock;
//     testing::MockSocket socket(clock);
//     clock.mount(socket);
//     EXPECT_EQ(socket.timer<&Clock::tick>().period(), 1s);
//     socket.advance(3s);
//     EXPECT_EQ(clock.ticks, 3);
//     socket.expect_push_event("three");
//
// The test calls the methods, as a view would: mount(), connected(), a handler. The socket keeps what they ask for: timers, subscriptions,
// watches, messages of handles, commands under way. What comes of it comes when the test says so, by deliver(), advance() and
// MockTimer::fire(), and runs on the user's own object with this socket: that of the constructor, or the one that is given to the call. So
// a socket may be made without one:
//
//     testing::MockSocket socket({.connected = false});
//     clock.mount(socket);
//     socket.timer<&Clock::tick>().fire(clock);
//
// The rules are those of a view: the same method and period again is the timer that is there, and so on. What differs:
//   - A socket that was made without a component does not call the handler of a watch before watch() returns, but with the next deliver().
//   - Who subscribes while a value of the same topic is delivered is not given that one.
//   - What header() and connect_params() give is there from the beginning to the end.
//   - A view ends by what its methods throw; here the exception goes to the test, and what waits still waits.
// Threads: the test's. ViewHandles are for any, as ever.
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golive/detail/api.h"
#include "golive/detail/handler_task.h"
#include "golive/detail/json_write.h"
#include "golive/detail/name_type.h"
#include "golive/duration.h"
#include "golive/session.h"
#include "golive/socket.h"
#include "golive/testing/element.h"
#include "golive/testing/mock_timer.h"

namespace golive::testing {

struct MockSocketOptions {
  // Whether a browser is there. False: as in the mount of a GET, or while the view is parked.
  bool connected = true;
  // Fills the session.
  std::function<void(Session&)> session = {};
  // Of the request: {{"Accept-Language", "de"}}.
  std::vector<std::pair<std::string, std::string>> headers = {};
  // What liveView.configure({params}) would give, a JSON object.
  std::string connect_params = {};
  std::string peer = "127.0.0.1";
  std::string id = "lv-0-0000000000000";
  // So many messages of handles may wait (Config::mailbox).
  std::size_t mailbox = 1024;
};

class GOLIVE_API MockSocket : public Socket {
 public:
  explicit MockSocket(MockSocketOptions options = {});
  // For this component, which must be there whenever something is called.
  template <class C>
  requires(!std::derived_from<C, MockSocket>) explicit MockSocket(C& component, MockSocketOptions options = {})
      : MockSocket(std::move(options), MockComponent::of(component)) {}
  // The view is no more: subscriptions end, handles are not alive, commands are answered to nobody.
  ~MockSocket();

  // The browser comes, or comes back; or goes. The component's connected() is the test's to call.
  MockSocket& connect();
  MockSocket& disconnect();

  // The timer that calls Method, of several the one that is due first. Fails if there is none.
  template <auto Method>
  MockTimer timer(const Place& at = Place::current()) const {
    return find_timer(detail::method_id<Method>(), detail::qualified_member_name<Method>(), at);
  }
  // All timers, or all that call Method, in the order they are due.
  std::vector<MockTimer> timers() const { return list_timers(nullptr); }
  template <auto Method>
  std::vector<MockTimer> timers() const {
    return list_timers(detail::method_id<Method>());
  }

  // Delivers what waits; then time goes on, and timers run one by one, each at its time. What comes of them is delivered before time goes
  // on again. Without this no time passes: neither timers, nor values that get stale, nor commands that nobody takes follow a real clock.
  MockSocket& advance(Duration time, const Place& at = Place::current()) { return advance_on({}, time, at); }
  template <class C>
  MockSocket& advance(Duration time, C& component, const Place& at = Place::current()) {
    return advance_on(MockComponent::of(component), time, at);
  }

  // As a view of which a browser frame is due: values of topics and messages of handles in the order they came, and what comes meanwhile;
  // then, if a browser is there, each watch once that has news; then outcomes of commands. Returns how many calls that were.
  std::size_t deliver(const Place& at = Place::current()) { return deliver_on({}, at); }
  template <class C>
  std::size_t deliver(C& component, const Place& at = Place::current()) {
    return deliver_on(MockComponent::of(component), at);
  }
  // Which methods deliver() would call for topics and handles, in this order: {"Board::on_price", "handle_info"}.
  std::vector<std::string> waiting();

  template <class T>
  bool is_subscribed(const Topic<T>& topic) const {
    return has_subscription(*topic.core());
  }
  // A Latest, Guarded, Stream or ChartFeed.
  template <class Feed>
  bool is_watched(const Feed& feed) const {
    return has_watch(*feed.core());
  }

  // Socket::push_event() was called, and was not expected before; with this payload.
  MockSocket& expect_push_event(std::string_view event, const Place& at = Place::current());
  template <class T>
  MockSocket& expect_push_event(std::string_view event, const T& payload, const Place& at = Place::current()) {
    std::string json;
    detail::write_json(json, payload);
    return expect_push_event_json(event, json, at);
  }
  MockSocket& expect_no_push_event(std::string_view event, const Place& at = Place::current());

  // Socket::redirect() has sent the browser to `url` since that was last expected; of several, the last one counts.
  MockSocket& expect_redirect(std::string_view url, const Place& at = Place::current());
  MockSocket& expect_no_redirect(const Place& at = Place::current());

 private:
  MockSocket(MockSocketOptions options, MockComponent component);
  explicit MockSocket(std::shared_ptr<MockHost> host);
  MockTimer find_timer(const void* method, std::string_view name, const Place& at) const;
  std::vector<MockTimer> list_timers(const void* method) const;
  MockSocket& advance_on(MockComponent component, Duration time, const Place& at);
  std::size_t deliver_on(MockComponent component, const Place& at);
  bool has_subscription(const detail::TopicCore& topic) const;
  bool has_watch(const detail::FeedCore& feed) const;
  MockSocket& expect_push_event_json(std::string_view event, std::string_view json, const Place& at);

  std::shared_ptr<MockHost> host_;
};

}  // namespace golive::testing
