// What subscribers on several loops get of what is published.
#include "golive/topic.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/loop.h"

namespace golive {
namespace {

// Keeps what it was given; may act on each value.
struct Listener {
  std::vector<int> heard;
  std::function<void(int)> then = [](int) {};

  static void deliver(void* self, const void* value) {
    auto& listener = *static_cast<Listener*>(self);
    const int number = *static_cast<const int*>(value);
    listener.heard.push_back(number);
    listener.then(number);
  }
};

// A loop that runs when the test says so, on the test's thread.
class TestLoop {
 public:
  // Runs `action` on the loop, and everything that was posted before it.
  void run(const std::function<void()>& action = [] {}) {
    loop_->post([&] {
      action();
      loop_->stop();
    });
    loop_->run();
  }
  void post(std::function<void()> action) { loop_->post(std::move(action)); }
  std::uint64_t subscribe(Topic<int>& topic, Listener& listener) {
    std::uint64_t id = 0;
    run([&] { id = topic.core()->subscribe(&listener, &Listener::deliver); });
    return id;
  }

 private:
  std::shared_ptr<Loop> loop_ = std::make_shared<Loop>(0);
};

std::vector<int> numbers(int first, int last) {
  std::vector<int> all(static_cast<std::size_t>(last - first + 1));
  std::iota(all.begin(), all.end(), first);
  return all;
}

TEST(Topic, EverySubscriberGetsEveryValueInOrder) {
  Topic<int> topic;
  TestLoop first;
  TestLoop second;
  Listener a, b, c;
  first.subscribe(topic, a);
  first.subscribe(topic, b);
  second.subscribe(topic, c);
  std::thread([&] {
    for (int i = 1; i <= 100; ++i) topic.publish(i);
  }).join();
  first.run();
  second.run();
  for (const Listener* each : {&a, &b, &c}) EXPECT_EQ(each->heard, numbers(1, 100));
}

// One hop: what is published before the loop has got round to the first value goes along with it.
TEST(Topic, ValuesPublishedMeanwhileCrossToALoopTogether) {
  Topic<int> topic;
  TestLoop loop;
  Listener listener;
  loop.subscribe(topic, listener);
  topic.publish(1);
  std::size_t heard_before = 0;
  loop.post([&] { heard_before = listener.heard.size(); });
  for (int i = 2; i <= 100; ++i) topic.publish(i);
  loop.run();
  EXPECT_EQ(heard_before, 100u);
  EXPECT_EQ(listener.heard, numbers(1, 100));
}

TEST(Topic, TheOrderOfEachPublisherIsKept) {
  constexpr int kCount = 1000;
  Topic<int> topic;
  TestLoop loop;
  Listener listener;
  loop.subscribe(topic, listener);
  std::vector<std::thread> publishers;
  for (int publisher = 0; publisher < 4; ++publisher)
    publishers.emplace_back([&, publisher] {
      for (int i = 0; i < kCount; ++i) topic.publish(publisher * kCount + i);
    });
  while (listener.heard.size() < 4 * kCount) loop.run();
  for (auto& publisher : publishers) publisher.join();
  std::vector<int> newest{-1, -1, -1, -1};
  for (const int value : listener.heard) {
    int& before = newest[static_cast<std::size_t>(value / kCount)];
    ASSERT_EQ(value % kCount, before + 1);
    before = value % kCount;
  }
  EXPECT_EQ(topic.dropped(), 0u);
}

// Copyable, and counts it.
struct Counted {
  explicit Counted(int* count) : copies(count) {}
  Counted(const Counted& other) : copies(other.copies) { ++*copies; }
  Counted(Counted&& other) noexcept = default;
  Counted& operator=(const Counted&) = delete;
  Counted& operator=(Counted&&) = delete;
  ~Counted() = default;
  int* copies;
  std::string text = std::string(100, 'x');
};

TEST(Topic, CarriesAnyCopyableTypeAndAllSubscribersSeeTheSameObject) {
  int copies = 0;
  std::vector<const void*> seen;
  Topic<Counted> topic;
  TestLoop first;
  TestLoop second;
  const auto see = [](void* self, const void* value) { static_cast<std::vector<const void*>*>(self)->push_back(value); };
  for (TestLoop* loop : {&first, &first, &second}) loop->run([&] { topic.core()->subscribe(&seen, see); });
  topic.publish(Counted(&copies));
  first.run();
  second.run();
  ASSERT_EQ(seen.size(), 3u);
  EXPECT_EQ(std::count(seen.begin(), seen.end(), seen[0]), 3);
  EXPECT_EQ(copies, 0);
}

TEST(Topic, ALoopThatFallsBehindKeepsTheNewestAndTheOthersLoseNothing) {
  Topic<int> topic;
  TestLoop behind;
  TestLoop prompt;
  Listener slow, quick;
  behind.subscribe(topic, slow);
  prompt.subscribe(topic, quick);
  const int count = static_cast<int>(kTopicBacklog) + 10;
  for (int i = 1; i <= count; ++i) {
    topic.publish(i);
    if (i % 1000 == 0) prompt.run();
  }
  behind.run();
  prompt.run();
  EXPECT_EQ(slow.heard, numbers(11, count));
  EXPECT_EQ(quick.heard, numbers(1, count));
  EXPECT_EQ(topic.dropped(), 10u);
}

TEST(Topic, ASubscriberThatLeavesWhileItIsCalledHearsNothingMore) {
  Topic<int> topic;
  TestLoop loop;
  Listener leaving, other;
  const std::uint64_t id = loop.subscribe(topic, leaving);
  loop.subscribe(topic, other);
  leaving.then = [&](int) { topic.core()->unsubscribe(id); };
  topic.publish(1);
  topic.publish(2);
  loop.run();
  EXPECT_EQ(leaving.heard, std::vector{1});
  EXPECT_EQ(other.heard, (std::vector{1, 2}));
}

TEST(Topic, ASubscriberMayEndAnotherBeforeItsTurn) {
  Topic<int> topic;
  TestLoop loop;
  Listener first, second;
  loop.subscribe(topic, first);
  const std::uint64_t id = loop.subscribe(topic, second);
  first.then = [&](int) { topic.core()->unsubscribe(id); };
  topic.publish(1);
  loop.run();
  EXPECT_TRUE(second.heard.empty());
}

// While a value is under way to it, and while it is delivered: both were published before.
TEST(Topic, ASubscriberHearsWhatIsPublishedFromThenOn) {
  Topic<int> topic;
  TestLoop loop;
  Listener first, second, third;
  loop.subscribe(topic, first);
  first.then = [&](int value) {
    if (value == 1) topic.core()->subscribe(&third, &Listener::deliver);
    if (value == 2) topic.publish(5);
  };
  loop.post([&] {
    topic.publish(1);
    topic.publish(2);
    topic.core()->subscribe(&second, &Listener::deliver);
    topic.publish(3);
  });
  loop.run();
  loop.run([&] { topic.publish(4); });
  loop.run();
  EXPECT_EQ(first.heard, (std::vector{1, 2, 3, 5, 4}));
  EXPECT_EQ(second.heard, (std::vector{3, 5, 4}));
  EXPECT_EQ(third.heard, (std::vector{5, 4}));
}

// Of another loop, whose branch is new: the publisher meets it or does not, but never half.
TEST(Topic, ALoopThatIsNewHearsWhatIsPublishedFromThenOn) {
  Topic<int> topic;
  TestLoop here, there;
  Listener first, second;
  here.subscribe(topic, first);
  topic.publish(1);
  there.subscribe(topic, second);
  std::thread([&] { topic.publish(2); }).join();
  here.run();
  there.run();
  EXPECT_EQ(first.heard, (std::vector{1, 2}));
  EXPECT_EQ(second.heard, std::vector{2});
}

TEST(Topic, WithoutSubscribersAPublishGoesNowhere) {
  Topic<int> topic;
  TestLoop loop;
  Listener listener;
  const std::uint64_t id = loop.subscribe(topic, listener);
  loop.run([&] { topic.core()->unsubscribe(id); });
  topic.publish(1);
  loop.run();
  EXPECT_TRUE(listener.heard.empty());
  EXPECT_EQ(topic.dropped(), 0u);
}

TEST(Topic, MayEndBeforeItsSubscriptions) {
  TestLoop loop;
  Listener listener;
  auto topic = std::make_unique<Topic<int>>();
  const auto core = topic->core();
  const std::uint64_t id = loop.subscribe(*topic, listener);
  topic->publish(1);
  topic.reset();
  loop.run([&] { core->unsubscribe(id); });
  EXPECT_EQ(listener.heard, std::vector{1});
}

TEST(KnownFaults, W36_SubscriptionsDoNotTakeEachOthersPlacesHoweverManyThereAre) {
  const auto loop = std::make_shared<Loop>(0);
  Topic<int> topic;
  constexpr std::size_t kMany = 70'000;
  constexpr std::size_t kStep = 1'000;
  std::vector<int> heard(kMany);
  std::vector<std::uint64_t> subscriptions(kMany);
  loop->post([&] {
    for (std::size_t i = 0; i < kMany; ++i)
      subscriptions[i] = topic.core()->subscribe(
          &heard[i], [](void* sum, const void* value) { *static_cast<int*>(sum) += *static_cast<const int*>(value); });
    topic.publish(1);
    loop->post([&] {
      for (std::size_t i = 0; i < kMany; i += kStep) topic.core()->unsubscribe(subscriptions[i]);
      topic.publish(10);
      loop->post([&] { loop->stop(); });
    });
  });
  loop->run();
  std::vector<int> expected(kMany, 11);
  for (std::size_t i = 0; i < kMany; i += kStep) expected[i] = 1;
  EXPECT_EQ(heard, expected);
}

}  // namespace
}  // namespace golive
