// Units without pages.
#include <golive/testing.h>
#include <golive/testing/mocks.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <thread>

namespace golive::testing {
namespace {

TEST(MockPubSub, KeepsWhatIsPublishedFromThenOnInOrder) {
  Topic<std::string> topic;
  topic.publish("before");
  MockPubSub<std::string> spy(topic);
  EXPECT_TRUE(spy.messages().empty());
  topic.publish("one");
  topic.publish("two");
  EXPECT_EQ(spy.messages(), (std::vector<std::string>{"one", "two"}));
  std::thread([&] { topic.publish("three"); }).join();
  EXPECT_EQ(spy.messages().size(), 3u);
}

TEST(MockPubSub, ExpectsEachOnce) {
  Topic<std::string> topic;
  MockPubSub<std::string> spy(topic);
  topic.publish("one");
  EXPECT_THROW(spy.expect_none(), Failure);
  EXPECT_EQ(spy.expect(), "one");
  spy.expect_none();
  try {
    spy.expect();
    ADD_FAILURE() << "nothing more came";
  } catch (const Failure& failure) {
    EXPECT_TRUE(std::string(failure.what()).starts_with("expect(): nothing more was published than 1 messages\n  at mocks_test.cpp:"))
        << failure.what();
  }
}

TEST(MockPubSub, SpiesDoNotDisturbEachOtherAndEndInAnyOrder) {
  std::optional<Topic<int>> topic(std::in_place);
  auto first = std::make_unique<MockPubSub<int>>(*topic);
  auto second = std::make_unique<MockPubSub<int>>(*topic);
  topic->publish(1);
  first.reset();
  topic->publish(2);
  EXPECT_EQ(second->messages(), (std::vector<int>{1, 2}));
  topic.reset();
  EXPECT_EQ(second->messages().size(), 2u);
}

// What a page does in a step is published when the step returns.
struct Desk {
  static constexpr bool survives = false;
  Topic<int>* sold = nullptr;
  void sell() { sold->publish(7); }
  Html render() const { return HTML("<button lv-click={}>Sell</button>", on<&Desk::sell>()); }
};

TEST(MockPubSub, SeesWhatAPagePublishes) {
  Topic<int> sold;
  MockPubSub<int> spy(sold);
  live([&] { return Desk{&sold}; }, "/").click("button");
  EXPECT_EQ(spy.expect(), 7);
}

}  // namespace
}  // namespace golive::testing
