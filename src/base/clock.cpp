#include "base/clock.h"

namespace golive {

static_assert(std::chrono::steady_clock::period::den == 1'000'000'000, "monotonic_now() takes nanoseconds for its ticks");

constinit thread_local const detail::TestClock* test_clock = nullptr;

namespace detail {

TestClock::TestClock(Mode mode, std::int64_t unix_start) noexcept
    : outer_(test_clock), frozen_(mode == Mode::frozen), monotonic_(frozen_ ? kMonotonicStart : 0), unix_(frozen_ ? unix_start : 0) {
  test_clock = this;
}

TestClock::~TestClock() {
  if (test_clock == this) test_clock = outer_;
}

void TestClock::advance(std::int64_t nanoseconds) noexcept {
  monotonic_ += nanoseconds;
  unix_ += nanoseconds;
}

std::int64_t TestClock::monotonic_ns() const noexcept { return frozen_ ? monotonic_ : real_ns() + monotonic_; }
std::int64_t TestClock::unix_ns() const noexcept { return frozen_ ? unix_ : real_ns(CLOCK_REALTIME) + unix_; }

}  // namespace detail
}  // namespace golive
