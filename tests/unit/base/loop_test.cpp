#include "base/loop.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "base/ticker.h"
#include "base/timer.h"

namespace golive {
namespace {

using namespace std::chrono_literals;

// A limit that does something when it ends.
class Limit final : public Ticker::Entry {
 public:
  explicit Limit(std::move_only_function<void()> then) : then_(std::move(then)) {}

 private:
  void on_limit() override { then_(); }
  std::move_only_function<void()> then_;
};

TEST(LoopPost, RunsWorkOfManyThreadsEachInItsOrder) {
  Loop loop(0);
  constexpr int kThreads = 4;
  constexpr int kWorks = 5000;
  std::vector<int> last(kThreads, -1);
  int done = 0;
  std::vector<std::jthread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&loop, &last, &done, t] {
      for (int i = 0; i < kWorks; ++i) {
        loop.post([&, t, i] {
          EXPECT_TRUE(loop.is_current());
          EXPECT_EQ(last[t] + 1, i);
          last[t] = i;
          if (++done == kThreads * kWorks) loop.stop();
        });
      }
    });
  }
  loop.run();
  EXPECT_EQ(done, kThreads * kWorks);
  EXPECT_EQ(Loop::current(), nullptr);
}

TEST(LoopStop, BeforeRunEndsItAndRunMayBeCalledAgain) {
  Loop loop(3);
  int runs = 0;
  loop.stop();
  loop.run();
  loop.post([&] { runs += 1; });
  loop.stop();
  loop.run();
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(loop.index(), 3U);
}

TEST(LoopStop, WorkThatDidNotRunIsDestroyedWithTheLoop) {
  auto alive = std::make_shared<int>(1);
  {
    Loop loop(0);
    loop.post([alive] {});
    EXPECT_EQ(alive.use_count(), 2);
  }
  EXPECT_EQ(alive.use_count(), 1);
}

TEST(LoopTimer, RunsOnceAfterItsTime) {
  Loop loop(0);
  const auto begin = std::chrono::steady_clock::now();
  int runs = 0;
  Timer timer(loop, [&] {
    runs += 1;
    loop.stop();
  });
  timer.start(20ms);
  EXPECT_TRUE(timer.pending());
  loop.run();
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 20ms);
  EXPECT_FALSE(timer.pending());
  EXPECT_EQ(runs, 1);
}

TEST(LoopTimer, AStartReplacesTheOneBefore) {
  Loop loop(0);
  int runs = 0;
  Timer timer(loop, [&] { runs += 1; });
  Timer end(loop, [&] { loop.stop(); });
  timer.start(1ms);
  timer.start(2ms);
  end.start(30ms);
  loop.run();
  EXPECT_EQ(runs, 1);
}

TEST(LoopTimer, CancelledOrDestroyedDoesNotRunEvenWhenDue) {
  Loop loop(0);
  bool ran = false;
  auto cancelled = std::make_unique<Timer>(loop, [&] { ran = true; });
  auto destroyed = std::make_unique<Timer>(loop, [&] { ran = true; });
  Timer end(loop, [&] { loop.stop(); });
  cancelled->start(0ms);
  destroyed->start(0ms);
  end.start(10ms);
  loop.post([&] {
    std::this_thread::sleep_until(std::chrono::steady_clock::now() + 2ms);
    cancelled->cancel();
    destroyed.reset();
  });
  loop.run();
  EXPECT_FALSE(ran);
}

TEST(LoopTimer, MayDestroyItselfOrStartAgain) {
  Loop loop(0);
  std::unique_ptr<Timer> once;
  once = std::make_unique<Timer>(loop, [&] { once.reset(); });
  int rounds = 0;
  std::unique_ptr<Timer> again;
  again = std::make_unique<Timer>(loop, [&] {
    if (++rounds < 3) {
      again->start(1ms);
    } else {
      loop.stop();
    }
  });
  once->start(0ms);
  again->start(1ms);
  loop.run();
  EXPECT_EQ(once, nullptr);
  EXPECT_EQ(rounds, 3);
}

TEST(LoopTicker, EndsALimitNotBeforeItsTimeAndNotLongAfter) {
  Loop loop(0, 5ms);
  const auto begin = std::chrono::steady_clock::now();
  Limit limit([&] { loop.stop(); });
  loop.ticker().set(limit, loop.ticker().ticks(40ms));
  loop.run();
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 40ms);
}

TEST(LoopTicker, AnExtendedLimitDoesNotEnd) {
  Loop loop(0, 1ms);
  bool ended = false;
  Limit extended([&] { ended = true; });
  Ticker& ticker = loop.ticker();
  ticker.set(extended, 3);
  int rounds = 0;
  std::unique_ptr<Timer> keep;
  keep = std::make_unique<Timer>(loop, [&] {
    ticker.set(extended, 50);
    if (++rounds == 20) return loop.stop();
    keep->start(1ms);
  });
  keep->start(0ms);
  loop.run();
  EXPECT_FALSE(ended);
}

TEST(LoopTicker, ALimitMayBeShortenedClearedAndLongerThanTheWheel) {
  Loop loop(0, 1ms);
  std::vector<int> order;
  Limit shortened([&] { order.push_back(1); });
  Limit cleared([&] { order.push_back(2); });
  Limit longest([&] {
    order.push_back(3);
    loop.stop();
  });
  Ticker& ticker = loop.ticker();
  ticker.set(shortened, 100'000);
  ticker.set(shortened, 2);
  ticker.set(cleared, 2);
  ticker.clear(cleared);
  ticker.set(longest, 300);  // 256 slots
  loop.run();
  EXPECT_EQ(order, (std::vector{1, 3}));
}

TEST(LoopTicker, ALimitThatEndsMayDestroyOthersOfTheSameTick) {
  Loop loop(0, 1ms);
  std::vector<std::unique_ptr<Limit>> limits;
  int ended = 0;
  for (int i = 0; i < 10; ++i) {
    limits.push_back(std::make_unique<Limit>([&] {
      ended += 1;
      loop.post([&] {
        limits.clear();
        loop.stop();
      });
    }));
    loop.ticker().set(*limits.back(), 2);
  }
  loop.run();
  EXPECT_EQ(ended, 10);
  EXPECT_TRUE(limits.empty());
}

}  // namespace
}  // namespace golive
