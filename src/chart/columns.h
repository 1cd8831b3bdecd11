#pragma once
// A line of any number of points, as few as a screen can show.
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "chart/ticks.h"

namespace golive::chart {

struct Point {
  double x;
  double y;  // NaN: a gap
};

// A series as points. Where x is no number, or comes before the x of the point before it, there is no point.
struct Line {
  std::vector<Point> points;
  std::size_t gaps = 0;   // values that are no numbers
  std::size_t given = 0;  // points of the part that is asked for
};

// The part of the values inside [from, to], with the neighbour on each side so that the line goes on to the edge, in at most `columns`
// columns: of each the lowest and the highest point, in their order. `longest`: points further apart are not joined; 0: all are.
Line read_line(std::span<const double> values, std::span<const double> at, const Range& part, std::size_t columns, double longest);
// Of the x axis.
Range extent(std::span<const double> values, std::span<const double> at);

// The `d` of a path in a box of 1,000 by 1,000 units, y upwards: "M0 500L10 480.5". A point without neighbours is a line of no length.
std::string path_of(const Line& line, const Range& x, const Range& y);

}  // namespace golive::chart
