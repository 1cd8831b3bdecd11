#include "chart/ticks.h"

#include <algorithm>
#include <cmath>

#include "chart/labels.h"

namespace golive::chart {
namespace {

// Finer differences than this, against the size of the numbers, are not told apart on an axis.
constexpr double kFinest = 1e-12;
constexpr double kTimeSteps[] = {1,    2,    5,     10,    15,    30,    60,     120,    300,    600,     900,     1800,
                                 3600, 7200, 10800, 21600, 43200, 86400, 172800, 432000, 864000, 1728000, 4320000, 8640000};
constexpr double kFarTime = 1e11;  // thousands of years from here: not a time

// The indices whose multiples of `step` are inside.
std::vector<Tick> marks(const Range& range, double step) {
  std::vector<Tick> ticks;
  const double slack = step * 1e-9;
  const auto first = static_cast<std::int64_t>(std::ceil((range.low - slack) / step));
  const auto last = static_cast<std::int64_t>(std::floor((range.high + slack) / step));
  for (std::int64_t index = first; index <= last; ++index) ticks.push_back({.index = index, .value = static_cast<double>(index) * step});
  return ticks;
}

double time_step(double raw) noexcept {
  if (raw < 1) return round_step(raw);
  const double* const found = std::lower_bound(std::begin(kTimeSteps), std::end(kTimeSteps), raw);
  return found != std::end(kTimeSteps) ? *found : 86400 * round_step(raw / 86400);
}

}  // namespace

void Range::add(double value) noexcept {
  if (!std::isfinite(value)) return;
  value = std::clamp(value, -kLargest, kLargest);
  low = std::min(low, value);
  high = std::max(high, value);
}

Range Range::drawable() const noexcept {
  if (empty()) return {0, 1};
  const double size = std::max(std::abs(low), std::abs(high));
  if (span() > size * kFinest) return *this;
  const double room = std::max(size * 0.05, size == 0 ? 1.0 : std::numeric_limits<double>::min());
  return {std::max(low - room, -kLargest), std::min(high + room, kLargest)};
}

double round_step(double raw) noexcept {
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  if (!std::isnormal(power)) return raw;
  const double lead = raw / power;
  for (const double round : {1.0, 2.0, 5.0})
    if (lead <= round * (1 + 1e-9)) return round * power;
  return 10 * power;
}

std::vector<Tick> number_ticks(const Range& range, int most) {
  const double step = round_step(range.span() / most);
  std::vector<Tick> ticks = marks(range, step);
  const AxisNumbers numbers(std::max(std::abs(range.low), std::abs(range.high)), step);
  for (Tick& tick : ticks) tick.label = numbers.text(tick.value);
  return ticks;
}

std::vector<Tick> time_ticks(const Range& range, int most, std::int32_t offset) {
  if (std::max(std::abs(range.low), std::abs(range.high)) > kFarTime) return number_ticks(range, most);
  const double step = time_step(range.span() / most);
  std::vector<Tick> ticks = marks({range.low + offset, range.high + offset}, step);
  for (Tick& tick : ticks) {
    tick.label = clock_label(tick.value, step);
    tick.value -= offset;
  }
  return ticks;
}

}  // namespace golive::chart
