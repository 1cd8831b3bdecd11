// A person at a page in Chromium, whose app runs on the thread of the test.
#include <cstdio>

#include "base/clock.h"
#include "browser/devtools/tab_fixture.h"

namespace golive {
namespace {

struct Counter {
  int count = 0;
  void add() { ++count; }
  Html render() const { return HTML("<output>{count}</output><button lv-click={}>Add</button>", count, on<&Counter::add>()); }
};

using Clicks = test::TabTest;

TEST_F(Clicks, ReachTheAppOnThisThreadAndItsAnswerIsShown) {
  app.live<Counter>("/");
  open("/");
  EXPECT_EQ(text("output"), "0");
  click("button");
  EXPECT_EQ(text("output"), "1");
}

TEST_F(Clicks, TakeTheirTime) {
  app.live<Counter>("/");
  open("/");
  const auto button = find("button");
  constexpr int kClicks = 100;
  const std::int64_t begin = real_ns();
  for (int i = 0; i < kClicks; ++i) {
    tab().click(button);
    tab().settle();
  }
  const double each = static_cast<double>(real_ns() - begin) / 1e6 / kClicks;
  std::printf("%.2f ms a click\n", each);
  RecordProperty("ms_per_click", std::to_string(each));
  EXPECT_EQ(text("output"), "100");
}

}  // namespace
}  // namespace golive
