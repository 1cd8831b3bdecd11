#pragma once
// What comes to a MockSocket by topics and handles, in the order it comes, and waits there to be delivered.
// Threads: the test's; mailboxes are for any.
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "golive/detail/handler_task.h"
#include "golive/detail/mailbox.h"
#include "golive/detail/test_loop.h"

namespace golive::testing {

class MockInbox {
 public:
  // At most `limit` messages of handles wait.
  explicit MockInbox(std::size_t limit) : limit_(limit) {}
  ~MockInbox();
  MockInbox(const MockInbox&) = delete;
  MockInbox& operator=(const MockInbox&) = delete;

  std::shared_ptr<detail::Mailbox> mailbox();
  // Of the same topic and call: the one that is there. `call` is given `host`, and shall call arrived().
  std::uint64_t subscribe(std::shared_ptr<detail::TopicCore> topic, detail::Deliver call, void* host);
  // What of it waits is dropped.
  void unsubscribe(std::uint64_t subscription);
  bool is_subscribed(const detail::TopicCore& topic) const noexcept;
  // By `call`.
  void arrived(detail::MethodTask&& task) { add(std::move(task), current_); }
  void add(detail::MethodTask&& task, std::uint64_t subscription = 0) {
    letters_.push_back({.task = std::move(task), .subscription = subscription});
  }

  // What waits, the oldest first; nothing: no more does. What is taken counts as waiting until it is let go.
  struct Letter {
    detail::MethodTask task;
    std::uint64_t subscription = 0;         // it came by; 0: none
    std::shared_ptr<void> place = nullptr;  // in the mailbox
  };
  std::optional<Letter> take();
  void put_back(Letter letter) { letters_.push_front(std::move(letter)); }
  // The methods that those would call, in this order.
  std::vector<std::string> methods();

 private:
  class Box;
  struct Subscription {
    std::uint64_t id;
    std::shared_ptr<detail::TopicCore> topic;
    detail::Deliver call;
    void* host;
    MockInbox* inbox;
    std::uint64_t topic_id;
  };

  detail::TestLoop& loop();

  std::size_t limit_;
  std::optional<detail::TestLoop> loop_;  // made when something can come
  std::shared_ptr<Box> box_;              // made with the first handle
  std::vector<std::unique_ptr<Subscription>> subscriptions_;
  std::uint64_t next_subscription_ = 1;
  std::uint64_t current_ = 0;  // the subscription a value comes by
  std::deque<Letter> letters_;
};

}  // namespace golive::testing
