#pragma once
// What stands behind a MockSocket: what a component asked its socket for, and what has come of it and waits to be delivered.
//
// Throws Failure where a test is wrong, in the words after "fire(): ". Threads: the test's.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golive/detail/socket_host.h"
#include "golive/detail/test_loop.h"
#include "golive/headers.h"
#include "golive/session.h"
#include "golive/testing/mock_socket.h"
#include "testing/mock_inbox.h"
#include "testing/mock_watches.h"
#include "testing/page_event.h"

namespace golive::testing {

class MockHost final : public detail::SocketHost, public std::enable_shared_from_this<MockHost> {
 public:
  // `component`: nothing is known of it yet, or it is the one that calls are for.
  MockHost(MockSocketOptions options, MockComponent component);

  // The socket that methods are given.
  void belong_to(Socket& socket) noexcept { socket_ = &socket; }
  void set_connected(bool connected) noexcept { connected_ = connected; }

  // What stands in its scope is for this component, if one is given.
  class For {
   public:
    For(MockHost& host, MockComponent component) noexcept;
    ~For();
    For(const For&) = delete;
    For& operator=(const For&) = delete;

   private:
    MockHost& host_;
    MockComponent outer_;
  };

  MockTimer timer(const void* method, std::string_view name);
  // All, or those of one method; in the order they are due.
  std::vector<MockTimer> timers(const void* method);
  bool is_pending(std::uint64_t timer) const noexcept;
  Duration due(const MockTimer& timer);
  void fire(const MockTimer& timer);
  void advance(Duration time);
  std::size_t deliver();
  MockInbox& inbox() noexcept { return inbox_; }
  const MockWatches& watches() const noexcept { return watches_; }

  // Of the page.
  std::vector<PageEvent> events;
  std::string redirected_to;  // empty: nowhere

  bool connected() const noexcept override { return connected_; }
  const std::string& id() const noexcept override { return options_.id; }
  const std::string& peer() const noexcept override { return options_.peer; }
  std::string_view request_header(std::string_view name) const override { return headers_.get(name); }
  const std::string& connect_params() const noexcept override { return options_.connect_params; }
  Session& use_session() noexcept override { return session_; }
  std::shared_ptr<detail::Mailbox> mailbox() override { return inbox_.mailbox(); }
  std::uint64_t add_timer(Duration delay, Duration period, detail::MethodTask task) override;
  void cancel_timer(std::uint64_t timer) override;
  std::uint64_t add_subscription(std::shared_ptr<detail::TopicCore> topic, detail::Deliver call) override;
  void unsubscribe(std::uint64_t subscription) override { inbox_.unsubscribe(subscription); }
  void deliver(detail::MethodTask&& task) override { inbox_.arrived(std::move(task)); }
  std::uint64_t add_watch(std::shared_ptr<detail::FeedCore> feed, detail::FeedCall call, const detail::FeedTerms& terms) override;
  void unwatch(std::uint64_t watch) override { watches_.remove(watch); }
  void await_outcome(std::shared_ptr<detail::CommandCore> queue, std::uint64_t ticket, detail::OutcomeTask task) override;
  void push_event(std::string_view name, std::string_view json) override { events.push_back({std::string(name), std::string(json)}); }
  void redirect(std::string_view url) override { redirected_to = url; }

 private:
  struct Timer {
    std::uint64_t id;
    Duration period;
    Duration due;
    std::uint64_t turn;                        // of those that are due together, the one that was set first runs first
    std::shared_ptr<detail::MethodTask> task;  // shared with its call, which may cancel the timer
  };
  // One that the host has not answered yet.
  struct Command {
    Command(std::shared_ptr<detail::CommandCore> in, std::uint64_t number, detail::OutcomeTask call, Duration until)
        : queue(std::move(in)), ticket(number), task(call), expires(until) {}
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;
    ~Command();
    std::shared_ptr<detail::CommandCore> queue;
    std::uint64_t ticket;
    detail::OutcomeTask task;
    Duration expires;
  };

  static bool goes_before(const Timer& left, const Timer& right) noexcept;
  Timer* find(std::uint64_t timer) noexcept;
  Timer& pending(const MockTimer& timer);
  MockTimer shown(const Timer& timer);
  void run(detail::MethodTask& task);
  void run(const MockWatches::Call& call);
  // The timer that is due, which runs and, if it repeats, is due again a period later.
  void beat(std::uint64_t timer);
  void run_due_timers();
  std::size_t run_letters();
  void settle_commands();
  Duration next_due() const noexcept;

  MockSocketOptions options_;
  Headers headers_;
  Session session_;
  MockComponent component_;
  Socket* socket_ = nullptr;
  bool connected_;
  Duration now_{};
  std::vector<Timer> timers_;
  std::uint64_t next_timer_ = 1;
  std::uint64_t next_turn_ = 0;
  MockInbox inbox_;
  MockWatches watches_;
  std::vector<std::unique_ptr<Command>> commands_;
};

}  // namespace golive::testing
