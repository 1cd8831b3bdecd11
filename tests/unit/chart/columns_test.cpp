#include "chart/columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace golive::chart {
namespace {

const double kNo = std::numeric_limits<double>::quiet_NaN();

std::string path(std::vector<double> values, std::vector<double> at = {}, double longest = 0) {
  const Range x = extent(values, at).drawable();
  Range y;
  for (const double value : values) y.add(value);
  return path_of(read_line(values, at, x, 100, longest), x, y.drawable());
}

TEST(Path, GoesFromPointToPoint) {
  EXPECT_EQ(path({0, 10, 5}), "M0 1000L500 0L1000 500");
  EXPECT_EQ(path({0, 10, 5}, {0, 1, 10}), "M0 1000L100 0L1000 500");
}

TEST(Path, IsBrokenWhereThereIsNoNumber) {
  EXPECT_EQ(path({0, 10, kNo, 10, 0}), "M0 1000L250 0M750 0L1000 1000");
  EXPECT_EQ(path({kNo, kNo}), "");
  EXPECT_EQ(path({}), "");
}

TEST(Path, ShowsAValueBetweenTwoGapsAsAPoint) { EXPECT_EQ(path({0, kNo, 10, kNo, 0}), "M0 1000h0M500 0h0M1000 1000h0"); }

TEST(Path, IsBrokenWhereValuesAreTooFarApart) {
  EXPECT_EQ(path({0, 10, 10, 0}, {0, 1, 9, 10}, 5), "M0 1000L100 0M900 0L1000 1000");
  EXPECT_EQ(path({0, 10, 10, 0}, {0, 1, 9, 10}), "M0 1000L100 0L900 0L1000 1000");
}

TEST(Line, OfAMillionValuesKeepsTheLowestAndTheHighestOfEachColumn) {
  std::vector<double> values(1'000'000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = std::sin(static_cast<double>(i));
  values[123'456] = 50;
  values[654'321] = -50;
  const Line line = read_line(values, {}, extent(values, {}), 400, 0);
  EXPECT_LE(line.points.size(), 802u);
  EXPECT_EQ(line.given, values.size());
  EXPECT_EQ(std::ranges::max(line.points, {}, &Point::y).y, 50);
  EXPECT_EQ(std::ranges::min(line.points, {}, &Point::y).y, -50);
  EXPECT_TRUE(std::ranges::is_sorted(line.points, {}, &Point::x));
}

TEST(Line, KeepsItsGapsWhenItIsThinned) {
  std::vector<double> values(10'000, 1);
  std::fill(values.begin() + 4000, values.begin() + 5000, kNo);
  const Line line = read_line(values, {}, extent(values, {}), 100, 0);
  EXPECT_EQ(line.gaps, 1000u);
  EXPECT_EQ(std::ranges::count_if(line.points, [](const Point& point) { return std::isnan(point.y); }), 1);
}

TEST(Line, OfAPartGoesOnToItsEdges) {
  std::vector<double> values(100);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i);
  const Line line = read_line(values, {}, {40.5, 50.5}, 400, 0);
  EXPECT_EQ(line.points.front().x, 40);
  EXPECT_EQ(line.points.back().x, 51);
}

TEST(Line, LeavesOutWhatIsNotInOrder) {
  const std::vector<double> values{1, 2, 3, 4};
  const std::vector<double> at{0, 5, 3, 6};
  EXPECT_EQ(read_line(values, at, {0, 6}, 400, 0).points.size(), 3u);
}

}  // namespace
}  // namespace golive::chart
