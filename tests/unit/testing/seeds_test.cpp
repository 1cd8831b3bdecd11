// What may come in any order comes in another one under another seed, and in the same one under the same.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>
#include <string>

namespace golive::testing {
namespace {

// What the views of a test write into, each a letter.
std::string order;

struct TwoTimers {
  void mount(Socket& socket) {
    if (!socket.connected()) return;
    socket.send_after<&TwoTimers::first>(1s);
    socket.send_after<&TwoTimers::second>(1s);
  }
  void connected(Socket& socket) { mount(socket); }
  void first() { order += 'a'; }
  void second() { order += 'b'; }
  Html render() const { return HTML("<p>two</p>"); }
};

// Reads in one callback and writes in the next, as code that blocks between them.
int account = 0;
struct Clerk {
  int seen = 0;
  static constexpr bool survives = false;
  Topic<int>* wages = nullptr;
  void connected(Socket& socket) { socket.subscribe<&Clerk::on_wage>(*wages); }
  void on_wage(Socket& socket, int amount) {
    seen = account;
    socket.send_after<&Clerk::write>(0s, amount);
  }
  void write(int amount) { account = seen + amount; }
  Html render() const { return HTML("<p>{seen}</p>", seen); }
};

struct Listener {
  static constexpr bool survives = false;
  Topic<int>* news = nullptr;
  char name = '?';
  void mount(const Params& params) { name = params.get<std::string>("name").value_or("?")[0]; }
  void connected(Socket& socket) { socket.subscribe<&Listener::hear>(*news); }
  void hear(int number) { order += name + std::to_string(number); }
  Html render() const { return HTML("<p>{name}</p>", name); }
};

std::string timers_of(std::uint64_t seed) {
  order.clear();
  live<TwoTimers>("/", {.server = {.seed = seed}}).advance(1s);
  return order;
}

int paid(std::uint64_t seed) {
  account = 0;
  Topic<int> wages;
  App app;
  app.live("/clerk", [&wages] { return Clerk{0, &wages}; }, {.blocking = true});
  Server server(app, {.seed = seed});
  Page one = server.open("/clerk"), other = server.open("/clerk");
  wages.publish(10);
  server.advance(1s);
  return account;
}

std::string heard(std::uint64_t seed) {
  order.clear();
  Topic<int> news;
  App app;
  app.live("/hear", [&news] { return Listener{&news}; }, {.blocking = true});
  Server server(app, {.seed = seed});
  Page a = server.open("/hear?name=a"), b = server.open("/hear?name=b"), c = server.open("/hear?name=c");
  news.publish(1);
  news.publish(2);
  server.advance(1s);
  return order;
}

TEST(Seeds, TimersThatAreDueTogetherComeInBothOrdersAndWithoutASeedInThatTheyWereSetIn) {
  std::set<std::string> seen;
  for_each_seed(1, 20, [&](std::uint64_t seed) { seen.insert(timers_of(seed)); });
  EXPECT_EQ(seen, (std::set<std::string>{"ab", "ba"}));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(timers_of(0), "ab");
}

TEST(Seeds, ARaceOfTwoBlockingViewsIsFoundAndReplays) {
  std::set<std::uint64_t> right, wrong;
  for_each_seed(1, 40, [&](std::uint64_t seed) { (paid(seed) == 20 ? right : wrong).insert(seed); });
  EXPECT_FALSE(right.empty());
  EXPECT_FALSE(wrong.empty());
  for (const std::uint64_t seed : wrong) EXPECT_EQ(paid(seed), 10) << seed;
  for (const std::uint64_t seed : right) EXPECT_EQ(paid(seed), 20) << seed;
}

TEST(Seeds, ViewsOvertakeEachOtherButNoneItself) {
  std::set<std::string> seen;
  for_each_seed(1, 60, [&](std::uint64_t seed) {
    const std::string now = heard(seed);
    seen.insert(now);
    for (const char name : {'a', 'b', 'c'})
      EXPECT_LT(now.find(std::string{name} + '1'), now.find(std::string{name} + '2')) << now << ", seed " << seed;
    EXPECT_EQ(heard(seed), now);
  });
  EXPECT_GT(seen.size(), 20u);
  EXPECT_EQ(heard(0), "a1a2b1b2c1c2");
}

TEST(Seeds, TheIdsOfViewsFollowFromIt) {
  const auto id = [](std::uint64_t seed) {
    const Page page = live<TwoTimers>("/", {.server = {.seed = seed}});
    return page.attr("[data-live-view]", "id").value();
  };
  EXPECT_EQ(id(7), id(7));
  EXPECT_NE(id(7), id(8));
  EXPECT_NE(id(0), id(0));
}

TEST(Seeds, AFailureNamesIt) {
  const auto failure_under = [](std::uint64_t seed) -> std::string {
    try {
      live<TwoTimers>("/", {.server = {.seed = seed}}).click("#nothing");
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "";
  };
  EXPECT_TRUE(failure_under(17).ends_with(", seed 17")) << failure_under(17);
  EXPECT_EQ(failure_under(0).find(", seed"), std::string::npos) << failure_under(0);
}

TEST(Seeds, ServersBesideEachOtherHaveOneSeed) {
  const Page page = live<TwoTimers>("/", {.server = {.seed = 3}});
  EXPECT_NO_THROW(live<TwoTimers>("/", {.server = {.seed = 3}}));
  EXPECT_NO_THROW(live<TwoTimers>("/"));
  EXPECT_THROW(live<TwoTimers>("/", {.server = {.seed = 4}}), Failure);
}

TEST(ForEachSeed, SaysUnderWhichItFailed) {
  const auto failing_at = [](std::uint64_t failing, auto fail) -> std::string {
    try {
      for_each_seed(1, 10, [&](std::uint64_t seed) {
        if (seed == failing) fail(seed);
      });
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "";
  };
  EXPECT_EQ(failing_at(4, [](std::uint64_t) { throw std::runtime_error("no luck"); }), "no luck\n  with seed 4");
  const std::string step = failing_at(6, [](std::uint64_t seed) { live<TwoTimers>("/", {.server = {.seed = seed}}).click("#nothing"); });
  EXPECT_TRUE(step.ends_with(", seed 6")) << step;
  EXPECT_EQ(failing_at(11, [](std::uint64_t) { throw 1; }), "");
}

TEST(ForEachSeed, RunsTheOneOfTheEnvironmentAlone) {
  const auto seeds = [] {
    std::string all;
    for_each_seed(1, 3, [&](std::uint64_t seed) { all += std::to_string(seed) + ' '; });
    return all;
  };
  EXPECT_EQ(seeds(), "1 2 3 ");
  ::setenv("GOLIVE_SEED", "17", 1);
  EXPECT_EQ(seeds(), "17 ");
  ::setenv("GOLIVE_SEED", "17b", 1);
  EXPECT_THROW(seeds(), Failure);
  ::unsetenv("GOLIVE_SEED");
}

}  // namespace
}  // namespace golive::testing
