#include "base/clock.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "base/loop.h"
#include "base/ticker.h"
#include "base/timer.h"

namespace golive {
namespace {

using namespace std::chrono_literals;
using detail::TestClock;

constexpr std::int64_t kSecond = 1'000'000'000;

// Until nothing is due.
int run_due(Loop& loop) {
  int callbacks = 0;
  while (loop.poll_one()) ++callbacks;
  return callbacks;
}

// Far from real time on purpose: whoever reads another clock is off by years.
TEST(TestClock, MovesBothClocksByWhatIsAdvancedAndByNothingElse) {
  TestClock clock;
  EXPECT_EQ(monotonic_ns(), TestClock::kMonotonicStart);
  EXPECT_EQ(unix_ns(), TestClock::kUnixStart);
  EXPECT_EQ(unix_seconds(CLOCK_REALTIME_COARSE), TestClock::kUnixStart / kSecond);
  clock.advance(90 * kSecond);
  EXPECT_EQ(monotonic_now().time_since_epoch(), std::chrono::nanoseconds(TestClock::kMonotonicStart) + 90s);
  EXPECT_EQ(unix_seconds(), TestClock::kUnixStart / kSecond + 90);
}

TEST(TestClock, LeavesOtherThreadsTheirTime) {
  const TestClock clock;
  std::int64_t elsewhere = 0;
  std::thread([&] { elsewhere = unix_ns(); }).join();
  EXPECT_NEAR(static_cast<double>(elsewhere), static_cast<double>(real_ns(CLOCK_REALTIME)), 1e11);
  EXPECT_EQ(unix_ns(), TestClock::kUnixStart);
}

TEST(TestClock, GivesTheTimeBackThatItTook) {
  const std::int64_t before = monotonic_ns();
  {
    const TestClock outer;
    { const TestClock inner(TestClock::Mode::frozen, 7 * kSecond); }
    EXPECT_EQ(unix_ns(), TestClock::kUnixStart);
  }
  EXPECT_GE(monotonic_ns(), before);
  EXPECT_LT(monotonic_ns(), before + 3600 * kSecond);
}

TEST(TestClock, RunningGoesOnByItselfAheadOfTheRealOne) {
  TestClock clock(TestClock::Mode::running);
  clock.advance(3600 * kSecond);
  const std::int64_t real = real_ns();
  const std::int64_t first = monotonic_ns();
  EXPECT_GE(first, real + 3600 * kSecond);
  while (monotonic_ns() == first) std::this_thread::yield();
  EXPECT_GE(unix_ns(), real_ns(CLOCK_REALTIME) + 3599 * kSecond);
}

TEST(LoopUnderTestClock, RingsATimerWhenItsTimeIsAdvancedToAndNeverBefore) {
  TestClock clock;
  Loop loop(0);
  int rung = 0;
  Timer timer(loop, [&] { ++rung; });
  timer.start(1h);
  run_due(loop);
  clock.advance(3600 * kSecond - 1);
  run_due(loop);
  EXPECT_EQ(rung, 0);
  EXPECT_EQ(loop.poll(1ms), 1ns);
  clock.advance(1);
  run_due(loop);
  EXPECT_EQ(rung, 1);
}

TEST(LoopUnderTestClock, RunsTimersOneByOneInTheirOrder) {
  TestClock clock;
  Loop loop(0);
  std::vector<int> order;
  std::vector<std::unique_ptr<Timer>> timers;
  for (const int second : {3, 1, 2}) {
    timers.push_back(std::make_unique<Timer>(loop, [&order, second] { order.push_back(second); }));
    timers.back()->start(std::chrono::seconds(second));
  }
  clock.advance(10 * kSecond);
  ASSERT_TRUE(loop.poll_one());
  EXPECT_EQ(order, (std::vector{1}));
  run_due(loop);
  EXPECT_EQ(order, (std::vector{1, 2, 3}));
}

TEST(LoopUnderTestClock, WaitsForTheTimeOfARunningClock) {
  TestClock clock(TestClock::Mode::running);
  Loop loop(0);
  Timer last(loop, [&] { loop.stop(); });
  last.start(20ms);
  clock.advance(kSecond / 100);
  const std::int64_t begin = real_ns();
  loop.run();
  EXPECT_GE(real_ns() - begin, kSecond / 200);
}

struct Limit final : Ticker::Entry {
  bool ended = false;
  void on_limit() override { ended = true; }
};

TEST(LoopUnderTestClock, EndsCoarseLimitsToo) {
  TestClock clock;
  Loop loop(0);
  Limit limit;
  loop.ticker().set(limit, loop.ticker().ticks(1s));
  for (int quarter = 0; quarter < 3; ++quarter) {
    clock.advance(kSecond / 4);
    run_due(loop);
  }
  EXPECT_FALSE(limit.ended);
  for (int quarter = 0; quarter < 3; ++quarter) {
    clock.advance(kSecond / 4);
    run_due(loop);
  }
  EXPECT_TRUE(limit.ended);
}

}  // namespace
}  // namespace golive
