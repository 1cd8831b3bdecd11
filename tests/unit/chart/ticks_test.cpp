#include "chart/ticks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "chart/labels.h"

namespace golive::chart {
namespace {

std::string joined(const std::vector<Tick>& ticks) {
  std::string text;
  for (const Tick& tick : ticks) text += (text.empty() ? "" : " ") + tick.label;
  return text;
}

constexpr double kStart = 1764115200;  // 2025-11-26 00:00:00 UTC

TEST(Ticks, StandAtRoundNumbers) {
  EXPECT_EQ(joined(number_ticks({0, 100}, 5)), "0 20 40 60 80 100");
  EXPECT_EQ(joined(number_ticks({3, 97}, 5)), "20 40 60 80");
  EXPECT_EQ(joined(number_ticks({-0.3, 0.7}, 5)), "\u22120.2 0 0.2 0.4 0.6");
  EXPECT_EQ(joined(number_ticks({0, 25'000}, 5)), "0 5k 10k 15k 20k 25k");
  EXPECT_EQ(joined(number_ticks({1'000'000, 3'000'000}, 4)), "1.0M 1.5M 2.0M 2.5M 3.0M");
  EXPECT_EQ(joined(number_ticks({0, 2e18}, 2)), "0 1e+18 2e+18");
}

TEST(Ticks, AreNeverTooManyWhateverTheRange) {
  const double edges[] = {0, 1e-300, 1e-9, 0.1, 1, 3.3, 1e6, 1e15, 1e300, kLargest};
  for (const double low : edges) {
    for (const double high : edges) {
      for (const double sign : {1.0, -1.0}) {
        Range range;
        range.add(sign * low);
        range.add(high);
        const auto ticks = number_ticks(range.drawable(), 6);
        EXPECT_LE(ticks.size(), 8u) << low << " " << high;
        EXPECT_LE(time_ticks(range.drawable(), 6, 3600).size(), 8u) << low << " " << high;
      }
    }
  }
}

TEST(Ticks, OfATimeStandAtRoundTimes) {
  EXPECT_EQ(joined(time_ticks({kStart + 3, kStart + 33}, 6, 0)), "00:00:05 00:00:10 00:00:15 00:00:20 00:00:25 00:00:30");
  EXPECT_EQ(joined(time_ticks({kStart - 7200, kStart + 7200}, 4, 0)), "22:00 23:00 Nov 26 01:00 02:00");
  EXPECT_EQ(joined(time_ticks({kStart, kStart + 3 * 86400}, 4, 0)), "Nov 26 Nov 27 Nov 28 Nov 29");
  EXPECT_EQ(joined(time_ticks({kStart, kStart + 0.5}, 5, 0)), "00:00:00.0 00:00:00.1 00:00:00.2 00:00:00.3 00:00:00.4 00:00:00.5");
}

TEST(Ticks, OfATimeAreRoundOnTheReadersClock) {
  const auto ticks = time_ticks({kStart, kStart + 7200}, 4, 19'800);  // UTC+05:30
  EXPECT_EQ(joined(ticks), "05:30 06:00 06:30 07:00 07:30");
  EXPECT_EQ(ticks.front().value, kStart);
}

TEST(Ticks, KeepTheirIndexWhenTheRangeMoves) {
  const auto before = time_ticks({kStart, kStart + 60}, 6, 0);
  const auto after = time_ticks({kStart + 5, kStart + 65}, 6, 0);
  EXPECT_EQ(before[1].index, after[0].index);
}

TEST(Range, OfOneValueIsWideEnoughToDraw) {
  for (const double value : {0.0, 5.0, -5.0, 1e300, -1e300, 5e-324, kLargest}) {
    Range range;
    range.add(value);
    const Range drawn = range.drawable();
    EXPECT_LT(drawn.low, drawn.high) << value;
    EXPECT_TRUE(std::isfinite(drawn.span()) && std::isfinite(drawn.place(value))) << value;
  }
}

TEST(Range, TakesNoNumbersOut) {
  Range range;
  range.add(std::numeric_limits<double>::quiet_NaN());
  range.add(std::numeric_limits<double>::infinity());
  EXPECT_TRUE(range.empty());
  EXPECT_EQ(range.drawable().span(), 1);
}

}  // namespace
}  // namespace golive::chart
