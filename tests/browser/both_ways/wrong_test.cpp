// What a page does wrong is found however it runs, and time passes.
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "browser/both_ways/both_ways.h"
#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

struct Row {
  int id;
  int count;
};

// Says that a row has not changed when it has.
Html stale(const std::vector<Row>& rows) {
  return each(
      rows, &Row::id, [](const Row&) { return 1; }, [](const Row& row) { return HTML("<li>{row.count}</li>", row.count); });
}

struct Stale {
  std::vector<Row> rows = {{1, 0}, {2, 0}};
  void add() { ++rows[0].count; }
  Html render() const { return HTML("<button lv-click={}>add</button><ul>{}</ul>", on<&Stale::add>(), stale(rows)); }
};

// The same, in a view that changes by itself.
struct Restless {
  std::vector<Row> rows = {{1, 0}, {2, 0}};
  int ticks = 0;
  void connected(Socket& socket) { socket.every<&Restless::tick>(1ms); }
  void tick() { ++ticks; }
  void add() { ++rows[0].count; }
  Html render() const {
    return HTML("<button lv-click={}>add</button><ul>{}</ul><p>{ticks}</p>", on<&Restless::add>(), stale(rows), ticks);
  }
};

struct Twins {
  bool both = false;
  void show() { both = true; }
  Html render() const {
    return HTML("<button lv-click={}>show</button><p id=\"one\"></p>{}", on<&Twins::show>(),
                when(both, [] { return HTML("<p id=\"one\"></p>"); }));
  }
};

// Shows what another thread says all the time.
struct Meter {
  int value = 0;
  static Topic<int>& values() {
    static Topic<int> topic;
    return topic;
  }
  void connected(Socket& socket) { socket.subscribe<&Meter::take>(values()); }
  void take(int next) { value = next; }
  void reset() { value = 0; }
  Html render() const { return HTML("<button lv-click={}>reset</button><output>{value}</output>", on<&Meter::reset>(), value); }
};

struct Slow {
  int done = 0;
  void work() { ++done; }
  Html render() const { return HTML("<button lv-click={}>work</button><output>{done}</output>", on<&Slow::work>(), done); }
};

using Wrong = BothWays;
GOLIVE_BOTH_WAYS(Wrong);

TEST_P(Wrong, AVersionIsFound) {
  Page page = open<Stale>();
  const std::string failure = failure_of([&] { page.click("button"); });
  EXPECT_NE(failure.find("the patched page is not the fresh one at ul:nth-child(2) > li:nth-child(1)"), std::string::npos) << failure;
}

TEST_P(Wrong, AVersionIsFoundInAViewThatChangesByItself) {
  Page page = open<Restless>();
  const std::string failure = failure_of([&] { page.click("button"); });
  EXPECT_NE(failure.find("the patched page is not the fresh one at ul"), std::string::npos) << failure;
}

TEST_P(Wrong, WhatChangesAllTheTimeIsNot) {
  Page page = open<Meter>();
  std::jthread host([](const std::stop_token& stopped) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    for (int value = 1; !never.wait_for(lock, stopped, 1ms, [&] { return stopped.stop_requested(); }); ++value)
      Meter::values().publish(value);
  });
  for (int i = 0; i < 3; ++i) page.click("button");
  page.until([&] { return page.text("output") != "0"; });
}

TEST_P(Wrong, IdsThatAreThereTwiceAreFound) {
  Page page = open<Twins>();
  const std::string failure = failure_of([&] { page.click("button"); });
  EXPECT_NE(failure.find("two elements have the id 'one'"), std::string::npos) << failure;
}

TEST_P(Wrong, AnElementThatIsMissingIsToldWithItsNearest) {
  Page page = open<Slow>();
  EXPECT_NE(failure_of([&] { page.click("button", "wrok"); }).find("did you mean \"work\"?"), std::string::npos);
}

using TimeGoesOn = BothWays;
GOLIVE_BOTH_WAYS(TimeGoesOn);

TEST_P(TimeGoesOn, TimersRun) {
  Page page = open<pages::Todos>("/todos/7", {.route = "/todos/{id}"});
  page.advance(10s);
  EXPECT_GE(std::stoi(page.text("#ticks")), 10);
  page.until([&] { return std::stoi(page.text("#ticks")) >= 12; });
  page.advance(3min);
  EXPECT_GE(std::stoi(page.text("#ticks")), 192);
}

TEST_P(TimeGoesOn, WorkersDoTheirPart) {
  Page page = open<Slow>("/", {.route_options = {.blocking = true}});
  page.click("button").click("button");
  EXPECT_EQ(page.text("output"), "2");
}

}  // namespace
}  // namespace golive::testing
