// What a page does wrong is found however it runs, and time passes.
#include "browser/both_ways/both_ways.h"
#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

// Says that a row has not changed when it has.
struct Stale {
  struct Row {
    int id;
    int count;
  };
  std::vector<Row> rows = {{1, 0}, {2, 0}};
  void add() { ++rows[0].count; }
  Html render() const {
    return HTML("<button lv-click={}>add</button><ul>{}</ul>", on<&Stale::add>(),
                each(
                    rows, &Row::id, [](const Row&) { return 1; }, [](const Row& row) { return HTML("<li>{row.count}</li>", row.count); }));
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
