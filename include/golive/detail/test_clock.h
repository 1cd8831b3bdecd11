#pragma once
// Time for tests: on the thread of a TestClock what the library reads of the time is the test's. Private to the testing kit.
//
// Threads: installed on the thread that makes it, from then to its end, which comes on that thread and in the reverse order of others made
// there; all other threads keep the real time. Loops on that thread run their timers by it. Cost where there is none: one load and a
// branch for each look at a clock.
#include <cstdint>

#include "golive/detail/api.h"

namespace golive::detail {

class GOLIVE_API TestClock {
 public:
  enum class Mode : std::uint8_t {
    frozen,   // moves by advance() alone
    running,  // goes on by itself, ahead of the real time by what was advanced
  };

  // In nanoseconds: the monotonic clock, and the time since 1970. A running clock starts with the real ones. The former is ahead of any
  // machine's, so that a host's thread, whose time is real, never finds a command of a page (golive/command.h) too late.
  static constexpr std::int64_t kMonotonicStart = 100'000'000'000'000'000;
  static constexpr std::int64_t kUnixStart = 1'767'225'600'000'000'000;  // 2026-01-01 00:00:00 UTC
  explicit TestClock(Mode mode = Mode::frozen, std::int64_t unix_start = kUnixStart) noexcept;
  ~TestClock();
  TestClock(const TestClock&) = delete;
  TestClock& operator=(const TestClock&) = delete;

  // Moves both clocks on. Nothing runs by that: it is due then.
  void advance(std::int64_t nanoseconds) noexcept;

  bool is_frozen() const noexcept { return frozen_; }
  std::int64_t monotonic_ns() const noexcept;
  std::int64_t unix_ns() const noexcept;
  // How far advance() has moved them in all.
  std::int64_t advanced_ns() const noexcept { return frozen_ ? monotonic_ - kMonotonicStart : monotonic_; }

 private:
  const TestClock* outer_;
  bool frozen_;
  // The time or, of a running clock, what it is ahead.
  std::int64_t monotonic_;
  std::int64_t unix_;
};

}  // namespace golive::detail
