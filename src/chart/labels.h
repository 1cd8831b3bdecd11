#pragma once
// Numbers and times as a reader of a chart wants them.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace golive::chart {

// The labels of one axis, all in the same form: 0.25, 1,250 as 1.25k, 3M; 2e+20 where no suffix helps.
class AxisNumbers {
 public:
  // `largest`: of the axis, without sign.
  AxisNumbers(double largest, double step) noexcept;
  std::string text(double value) const;

 private:
  double divisor_ = 1;
  const char* suffix_ = "";
  int decimals_ = 0;  // -1: by exponent
};

// "1,234.5 ms": six digits, the unit behind a no-break space if there is one. "no value" for NaN, "∞" for infinities.
std::string value_text(double value, std::string_view unit);
// The same with four digits, for a value that is looked at while it changes.
std::string short_value_text(double value, std::string_view unit);
// "1 point", "1,200 points".
std::string count_text(std::size_t count, std::string_view one, std::string_view many);

// A mark of a time axis, in seconds of the local clock: "12:00:05", "12:05", "Nov 25", "2026", by the distance of the marks. At midnight
// the date.
std::string clock_label(double seconds, double step);
// "2026-11-25 12:00:05", with a fraction if there is one.
std::string time_text(double seconds, std::int32_t offset);
// "UTC", "UTC+02:00".
std::string zone_text(std::int32_t offset);

}  // namespace golive::chart
