#pragma once
// Time, read in one place: where a test has stopped it (golive/detail/test_clock.h) nothing of ours sees another one.
//
// Threads: any; a test's clock is its thread's. Cost: one vDSO call, about 20 ns; an event reads it once and passes it on.
#include <chrono>
#include <cstdint>
#include <ctime>

#include "golive/detail/test_clock.h"

namespace golive {

// Of this thread; nullptr: time is real.
extern constinit thread_local const detail::TestClock* test_clock;

// Of the machine, for what is about it and not about the app: what a callback takes, log lines a second. CLOCK_MONOTONIC_COARSE moves every
// few milliseconds only, and takes 5 ns to read.
inline std::int64_t real_ns(clockid_t clock = CLOCK_MONOTONIC) noexcept {
  timespec now;
  clock_gettime(clock, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

// Nanoseconds since some moment before the program started; never goes back.
inline std::int64_t monotonic_ns() noexcept { return test_clock == nullptr ? real_ns() : test_clock->monotonic_ns(); }
inline std::chrono::steady_clock::time_point monotonic_now() noexcept {
  return std::chrono::steady_clock::time_point(std::chrono::nanoseconds(monotonic_ns()));
}

// Since 1970, for what is compared with other machines' time: expiry, log, HTTP dates. CLOCK_REALTIME_COARSE as above.
inline std::int64_t unix_ns(clockid_t clock = CLOCK_REALTIME) noexcept {
  return test_clock == nullptr ? real_ns(clock) : test_clock->unix_ns();
}
inline std::int64_t unix_seconds(clockid_t clock = CLOCK_REALTIME) noexcept { return unix_ns(clock) / 1'000'000'000; }

}  // namespace golive
