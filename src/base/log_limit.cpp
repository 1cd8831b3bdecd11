#include "base/log_limit.h"

#include "base/clock.h"
#include "base/log_context.h"

namespace golive {

bool LogLimit::passes() noexcept { return log_enabled(level_) && passes_at(real_ns() / 1'000'000'000); }

bool LogLimit::passes_at(std::int64_t second) noexcept {
  if (!log_enabled(level_)) return false;
  std::int64_t known = second_.load(std::memory_order_relaxed);
  // One of the threads that come first in a new second begins it.
  if (known < second && second_.compare_exchange_strong(known, second, std::memory_order_relaxed)) {
    const std::uint32_t lines = lines_.exchange(0, std::memory_order_relaxed);
    if (lines > kLinesASecond) {
      const NoLogContext lines_of_many;
      log(level_, kind_, {{"left_out", lines - kLinesASecond}});
    }
  }
  return lines_.fetch_add(1, std::memory_order_relaxed) < kLinesASecond;
}

}  // namespace golive
