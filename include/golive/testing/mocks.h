#pragma once
// What a unit is tested with in place of pages: a topic's listener, and a Socket (golive/testing/mock_socket.h).
//
//     Topic<Order> orders;
//     testing::MockPubSub<Order> spy(orders);
//     orders.publish({7});
//     EXPECT_EQ(spy.expect().id, 7);
//     spy.expect_none();
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "golive/detail/api.h"
#include "golive/detail/test_loop.h"
#include "golive/testing/element.h"
#include "golive/testing/mock_socket.h"
#include "golive/topic.h"

namespace golive::testing {

// A failure of a spy: what it was asked, and what it has instead.
[[noreturn]] GOLIVE_API void fail_spy(const char* question, const std::string& text, const Place& at);

// Keeps what is published to a topic from now on, from whichever thread. No page, server or loop is needed. Of more than kTopicBacklog
// values between two looks the oldest are lost. Threads: the test's.
template <class T>
class MockPubSub {
 public:
  explicit MockPubSub(Topic<T>& topic)
      : topic_(topic.core()), subscription_(loop_.subscribe(*topic_, this, [](void* spy, const void* value) {
          static_cast<MockPubSub*>(spy)->messages_.push_back(*static_cast<const T*>(value));
        })) {}
  ~MockPubSub() { loop_.unsubscribe(*topic_, subscription_); }
  MockPubSub(const MockPubSub&) = delete;
  MockPubSub& operator=(const MockPubSub&) = delete;

  // All so far, in the order they came; until the next call.
  const std::vector<T>& messages() {
    while (loop_.take_one()) {
    }
    return messages_;
  }
  // The first that was not expected yet. Throws Failure if there is none.
  T expect(const Place& at = Place::current()) {
    if (expected_ == messages().size())
      fail_spy("expect", "nothing more was published than " + std::to_string(expected_) + " messages", at);
    return messages_[expected_++];
  }
  // All were expected.
  void expect_none(const Place& at = Place::current()) {
    const std::size_t more = messages().size() - expected_;
    if (more > 0) fail_spy("expect_none", std::to_string(more) + " messages were published that nobody expected", at);
  }

 private:
  std::vector<T> messages_;
  std::size_t expected_ = 0;
  detail::TestLoop loop_;
  std::shared_ptr<detail::TopicCore> topic_;
  std::uint64_t subscription_;
};

}  // namespace golive::testing
