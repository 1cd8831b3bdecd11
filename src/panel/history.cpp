#include "panel/history.h"

#include <algorithm>
#include <limits>

namespace golive::panel {
namespace {

constexpr std::chrono::milliseconds kPeriod{1000};
// Timers of several loops are not quite a second apart.
constexpr std::chrono::milliseconds kEarly{100};

std::size_t seconds_between(History::Clock::time_point from, History::Clock::time_point to) {
  if (to + kEarly < from) return Minute::kSeconds;  // the clock of another test
  const auto seconds = (to - from + kEarly) / kPeriod;
  return static_cast<std::size_t>(std::min<std::int64_t>(seconds, Minute::kSeconds));
}

}  // namespace

void History::resize(std::size_t rows) {
  rows_ = rows;
  auto empty = std::make_shared<Minute>();
  empty->values.resize(rows * Minute::kSeconds);
  newest_ = std::move(empty);
}

std::shared_ptr<const Minute> History::newest() const {
  const std::lock_guard lock(mutex_);
  return newest_;
}

void History::record(Clock::time_point now, const std::function<void(std::span<double>)>& read) {
  const std::lock_guard lock(mutex_);
  const bool first = newest_->count == 0;
  const std::size_t passed = first ? 1 : seconds_between(recorded_, now);
  if (passed == 0 || rows_ == 0) return;
  recorded_ = now;
  std::vector<double> numbers(rows_);
  read(numbers);

  auto next = std::make_shared<Minute>(*newest_);
  ++next->version;
  // After a minute without a viewer the line begins anew.
  next->count = passed == Minute::kSeconds ? 1 : std::min(newest_->count + passed, Minute::kSeconds);
  for (std::size_t row = 0; row < rows_; ++row) {
    const auto begin = next->values.begin() + static_cast<std::ptrdiff_t>(row * Minute::kSeconds);
    const auto end = begin + static_cast<std::ptrdiff_t>(Minute::kSeconds);
    const auto moved = std::shift_left(begin, end, static_cast<std::ptrdiff_t>(passed));
    std::fill(moved, end, std::numeric_limits<double>::quiet_NaN());
    *(end - 1) = numbers[row];
  }
  newest_ = std::move(next);
}

}  // namespace golive::panel
