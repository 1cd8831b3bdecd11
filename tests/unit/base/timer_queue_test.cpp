#include "base/timer_queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <vector>

namespace golive {
namespace {

using TimePoint = TimerQueue::TimePoint;

TimePoint at(int tick) { return TimePoint(std::chrono::nanoseconds(tick)); }

struct Ring final : TimerQueue::Entry {
  void on_due() override { rang = true; }
  bool rang = false;
  std::optional<int> due;  // what the test expects
};

// Thousands of random sets and clears against a plain list.
TEST(TimerQueue, TheEarliestIsAlwaysInFront) {
  std::minstd_rand random(7);
  TimerQueue queue;
  std::array<Ring, 40> rings;
  for (int step = 0; step < 20'000; ++step) {
    Ring& ring = rings[random() % rings.size()];
    if (random() % 4 == 0) {
      queue.clear(ring);
      ring.due.reset();
    } else {
      ring.due = static_cast<int>(random() % 100);
      queue.set(ring, at(*ring.due));
    }
    TimePoint earliest = TimePoint::max();
    for (const Ring& each : rings) {
      EXPECT_EQ(each.pending(), each.due.has_value());
      if (each.due) earliest = std::min(earliest, at(*each.due));
    }
    ASSERT_EQ(queue.next(), earliest);
    if (random() % 8 == 0 && earliest != TimePoint::max()) {
      ASSERT_FALSE(queue.run_one(earliest - std::chrono::nanoseconds(1)));
      ASSERT_TRUE(queue.run_one(earliest));
      const auto rang = std::ranges::find_if(rings, &Ring::rang);
      ASSERT_NE(rang, rings.end());
      ASSERT_EQ(at(*rang->due), earliest);
      rang->due.reset();
      rang->rang = false;
    }
  }
}

struct Noted final : TimerQueue::Entry {
  void on_due() override { notes->push_back(number); }
  std::vector<int>* notes = nullptr;
  int number = 0;
};

TEST(TimerQueue, ThoseThatAreDueTogetherRunInTheOrderTheyWereSet) {
  TimerQueue queue;
  std::array<Noted, 20> timers;
  std::vector<int> notes;
  for (int i = 0; i < 20; ++i) {
    Noted& timer = timers[static_cast<std::size_t>(i)];
    timer.notes = &notes;
    timer.number = i;
    queue.set(timer, at(i % 3 == 0 ? 5 : 7));
  }
  queue.set(timers[1], at(7));  // once more, so behind the others
  EXPECT_EQ(queue.due_together(at(4)), 0u);
  EXPECT_EQ(queue.due_together(at(9)), 7u);
  while (queue.run_one(at(9))) {
  }
  EXPECT_EQ(notes, (std::vector<int>{0, 3, 6, 9, 12, 15, 18, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 1}));
}

}  // namespace
}  // namespace golive
