#include "chart/labels.h"

#include <gtest/gtest.h>

#include <limits>

namespace golive::chart {
namespace {

TEST(ValueText, HasSixDigitsAndTheUnit) {
  EXPECT_EQ(value_text(12.5, "ms"), "12.5\u00a0ms");
  EXPECT_EQ(value_text(0, "%"), "0\u00a0%");
  EXPECT_EQ(value_text(-0.0, {}), "0");
  EXPECT_EQ(value_text(-3, {}), "\u22123");
  EXPECT_EQ(value_text(1.0 / 3, {}), "0.333333");
  EXPECT_EQ(value_text(0.00123456789, {}), "0.00123457");
  EXPECT_EQ(value_text(1'234'567.25, {}), "1,234,567");
  EXPECT_EQ(value_text(1234.5, {}), "1,234.5");
  EXPECT_EQ(value_text(-123'456, {}), "\u2212123,456");
  EXPECT_EQ(value_text(6.02e23, "1/mol"), "6.02e+23\u00a01/mol");
  EXPECT_EQ(value_text(5e-324, {}), "4.94066e-324");
}

TEST(ValueText, SaysWhatIsNoNumber) {
  EXPECT_EQ(value_text(std::numeric_limits<double>::quiet_NaN(), "ms"), "no value");
  EXPECT_EQ(value_text(std::numeric_limits<double>::infinity(), "ms"), "\u221e\u00a0ms");
  EXPECT_EQ(value_text(-std::numeric_limits<double>::infinity(), {}), "\u2212\u221e");
}

TEST(CountText, KnowsOneFromMany) {
  EXPECT_EQ(count_text(1, "gap", "gaps"), "1 gap");
  EXPECT_EQ(count_text(0, "gap", "gaps"), "0 gaps");
  EXPECT_EQ(count_text(12'345, "gap", "gaps"), "12,345 gaps");
}

TEST(TimeText, IsTheDateAndTimeOfTheReadersClock) {
  EXPECT_EQ(time_text(0, 0), "1970-01-01 00:00:00");
  EXPECT_EQ(time_text(-1, 0), "1969-12-31 23:59:59");
  EXPECT_EQ(time_text(951'782'400, 0), "2000-02-29 00:00:00");
  EXPECT_EQ(time_text(951'782'400, -3600), "2000-02-28 23:00:00");
  EXPECT_EQ(time_text(1.25, 0), "1970-01-01 00:00:01.250");
  EXPECT_EQ(time_text(59.9999, 0), "1970-01-01 00:01:00");
  EXPECT_EQ(time_text(1e300, 0), "1e+300\u00a0s");
}

TEST(ZoneText, NamesTheDifferenceToUtc) {
  EXPECT_EQ(zone_text(0), "UTC");
  EXPECT_EQ(zone_text(7200), "UTC+02:00");
  EXPECT_EQ(zone_text(-12'600), "UTC\u221203:30");
}

}  // namespace
}  // namespace golive::chart
