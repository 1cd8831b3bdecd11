#pragma once
// Where an axis has its marks: at round numbers, or at round times.
// Threads: any. Errors: none; any double is taken, those that are no numbers are left out of a range.
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace golive::chart {

// Values beyond are drawn at the edge: the difference of two still is a number.
inline constexpr double kLargest = 8e307;

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  bool empty() const noexcept { return !(low <= high); }
  double span() const noexcept { return high - low; }
  void add(double value) noexcept;
  // Wide enough to be drawn: a range of one value gets some room on both sides. [0, 1] for an empty one.
  Range drawable() const noexcept;
  // From 0, where the value is at the low end, to 1; outside of that if the value is.
  double place(double value) const noexcept { return (value - low) / span(); }
};

// 1, 2 or 5 times a power of ten, not below `raw`, which is above 0.
double round_step(double raw) noexcept;

struct Tick {
  std::int64_t index = 0;  // times the step; the same value has the same index while the step stays
  double value = 0;
  std::string label = {};
};

// At most `most` + 1 marks inside the range, with labels such as 0.25, 12k, 1.5M.
std::vector<Tick> number_ticks(const Range& range, int most);
// The same for seconds since 1970, at round times; `offset`: seconds that clocks are ahead of UTC there.
std::vector<Tick> time_ticks(const Range& range, int most, std::int32_t offset);

}  // namespace golive::chart
