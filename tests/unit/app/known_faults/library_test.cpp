// Faults of parts that a program calls: typed values, topics.
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/loop.h"
#include "golive/golive.h"
#include "unit/app/known_faults/tab.h"

namespace golive {
namespace {

using test::Tab;

struct Order {
  std::string name;
  int number = -1;
};

struct Orders {
  std::string last = "none";
  void place(const Order& order) { last = order.name + " " + std::to_string(order.number); }
  void rate(int stars) { last = std::to_string(stars); }
  Html render() const {
    return HTML("<form lv-submit={}></form><input lv-change={}><p>{last}</p>", on<&Orders::place>(), on<&Orders::rate>(), last);
  }
};

TEST(KnownFaults, W36_NumbersOfFormsArriveAndWhatIsNoNumberIsRefused) {
  App app(Config{.threads = 1});
  app.live<Orders>("/").listen("127.0.0.1", 0).start();
  Tab tab(app.port());
  EXPECT_EQ(tab.ask("place", R"({"name":"tea","number":"42"})"), R"([2,1,"d",{"d":{"2":"tea 42"}}])");
  EXPECT_EQ(tab.ask("rate", R"({"value":"5"})"), R"([3,2,"d",{"d":{"2":"5"}}])");
  for (const char* wrong : {R"({"name":"tea","number":"x"})", R"({"name":"tea","number":["1","2"]})", R"({"name":["a"],"number":{}})",
                            R"({"name":"tea"})", R"(["tea",1])", R"("tea")", "7"})
    EXPECT_NE(tab.ask("place", wrong).find(R"("code":"bad_arguments")"), std::string::npos) << wrong;
  EXPECT_TRUE(tab.ask("rate", R"({"value":"6"})").ends_with(R"(,"d",{"d":{"2":"6"}}])")) << "nothing had changed, and nobody crashed";
}

struct Reader {
  Service<Topic<std::string>> news;
  std::string last = {};
  void mount(Socket& socket) { socket.subscribe<&Reader::hear>(*news); }
  void hear(const std::string& text) {
    if (text == "unbearable" && last == "first") throw std::runtime_error(text);
    last = text;
  }
  Html render() const { return HTML("<p>{last}</p>", last); }
};

TEST(KnownFaults, W36_ASubscriberThatFailsTakesNobodyAlongAndHearsAgainAfterItsReturn) {
  Topic<std::string> news;
  App app(Config{.threads = 2});
  app.live("/", [&] { return Reader{news}; }).listen("127.0.0.1", 0).start();
  Tab failing(app.port());
  ASSERT_TRUE(failing.attached());
  news.publish("first");
  EXPECT_NE(failing.read_to("\"first\""), "") << "what was published, and not an empty value";
  Tab other(app.port());
  ASSERT_TRUE(other.attached());
  news.publish("unbearable");
  EXPECT_NE(failing.read_to(R"("reason":"crash")"), "");
  EXPECT_NE(other.read_to("\"unbearable\""), "");
  failing.tcp().send(test::client_frame(0x81, failing.join_message()));
  EXPECT_TRUE(failing.read().starts_with("[1,0,")) << "a fresh view";
  news.publish("last");
  EXPECT_NE(failing.read_to("\"last\""), "");
  EXPECT_NE(other.read_to("\"last\""), "");
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
