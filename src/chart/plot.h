#pragma once
// The field a chart is drawn in, with its axes: shapes in an SVG that is stretched to the field, and text beside it, which is not.
// Threads: inside a render.
#include <string>
#include <vector>

#include "chart/ticks.h"
#include "golive/html.h"

namespace golive::chart {

// A strip of the field; what it reads out while the pointer is over it. Per cent of the width.
struct Hit {
  double left;
  double width;
  std::string text;
};

struct Plot {
  std::string name;  // what the drawing shows, in words
  Html shapes;       // in a box of 1,000 by 1,000 units
  Range x;
  Range y;
  std::vector<Tick> x_ticks;
  std::vector<Tick> y_ticks;
  std::vector<Hit> hits;
  int height = 220;
};
Html plot(const Plot& of);

// Marks of an axis that counts from 0 to `most`: whole numbers.
std::vector<Tick> count_ticks(std::size_t most);

}  // namespace golive::chart
