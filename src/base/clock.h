#pragma once
// Time, read in one place. Threads: any. Cost: one vDSO call, about 20 ns; an event reads it once and passes it on.
#include <cstdint>
#include <ctime>

namespace golive {

// Nanoseconds since some moment before the program started; never goes back. CLOCK_MONOTONIC_COARSE moves every few milliseconds only, and
// takes 5 ns to read.
inline std::int64_t monotonic_ns(clockid_t clock = CLOCK_MONOTONIC) noexcept {
  timespec now;
  clock_gettime(clock, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

// Seconds since 1970, for what is compared with other machines' time: expiry, log, HTTP dates.
inline std::int64_t unix_seconds() noexcept {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return now.tv_sec;
}

}  // namespace golive
