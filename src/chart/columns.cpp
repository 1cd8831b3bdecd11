#include "chart/columns.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace golive::chart {
namespace {

constexpr double kBox = 1000;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Points given one by one; keeps the lowest and the highest of each column.
class Thinner {
 public:
  Thinner(std::vector<Point>& out, const Range& part, double columns) : out_(out), part_(part), columns_(columns) {}

  void add(Point point) {
    const double column = std::floor(std::clamp(part_.place(point.x), -1.0, 2.0) * columns_);
    if (!filled_ || column != column_) {
      flush();
      column_ = column;
      low_ = high_ = point;
      low_first_ = filled_ = true;
    } else if (point.y < low_.y) {
      low_ = point;
      low_first_ = false;
    } else if (point.y >= high_.y) {
      high_ = point;
      low_first_ = true;
    }
  }
  void gap(double x) {
    flush();
    if (!out_.empty() && !std::isnan(out_.back().y)) out_.push_back({x, kNone});
  }
  void flush() {
    if (!filled_) return;
    filled_ = false;
    out_.push_back(low_first_ ? low_ : high_);
    if (low_.x != high_.x || low_.y != high_.y) out_.push_back(low_first_ ? high_ : low_);
  }

 private:
  std::vector<Point>& out_;
  const Range& part_;
  double columns_;
  bool filled_ = false;
  bool low_first_ = true;
  double column_ = 0;
  Point low_{};
  Point high_{};
};

double x_of(std::span<const double> at, std::size_t index) { return at.empty() ? static_cast<double>(index) : at[index]; }

void append_coordinate(std::string& out, double value) {
  char text[32];
  const double tenth = std::round(std::clamp(value, -kBox, 2 * kBox) * 10) / 10;
  out.append(text, std::to_chars(text, text + sizeof text, tenth + 0.0).ptr);
}

void append_point(std::string& out, const Point& point, const Range& x, const Range& y) {
  append_coordinate(out, x.place(point.x) * kBox);
  out += ' ';
  append_coordinate(out, (1 - y.place(std::clamp(point.y, -kLargest, kLargest))) * kBox);
}

// First and end of the indices that are inside, and one more on each side.
std::pair<std::size_t, std::size_t> indices(std::size_t size, std::span<const double> at, const Range& part) {
  std::size_t first = 0;
  std::size_t end = size;
  while (first + 1 < size && !(x_of(at, first + 1) >= part.low)) ++first;
  while (end > first + 1 && !(x_of(at, end - 2) <= part.high)) --end;
  return {first, end};
}

}  // namespace

Range extent(std::span<const double> values, std::span<const double> at) {
  Range range;
  const std::size_t size = at.empty() ? values.size() : std::min(values.size(), at.size());
  for (std::size_t i = 0; i < size; ++i) range.add(x_of(at, i));
  return range;
}

Line read_line(std::span<const double> values, std::span<const double> at, const Range& part, std::size_t columns, double longest) {
  Line line;
  const std::size_t size = at.empty() ? values.size() : std::min(values.size(), at.size());
  const auto [first, end] = indices(size, at, part);
  line.given = end - first;
  // Few enough are drawn as they are.
  const double fine = line.given <= 2 * columns ? 1e9 : static_cast<double>(columns);
  Thinner thinner(line.points, part, fine);
  double before = -std::numeric_limits<double>::infinity();
  for (std::size_t i = first; i < end; ++i) {
    const double x = x_of(at, i);
    if (!std::isfinite(x) || x < before) continue;
    if (longest > 0 && x - before > longest && std::isfinite(before)) thinner.gap(x);
    before = x;
    if (std::isfinite(values[i])) {
      thinner.add({x, values[i]});
    } else {
      ++line.gaps;
      thinner.gap(x);
    }
  }
  thinner.flush();
  return line;
}

std::string path_of(const Line& line, const Range& x, const Range& y) {
  std::string path;
  bool open = false;
  for (std::size_t i = 0; i < line.points.size(); ++i) {
    const Point& point = line.points[i];
    if (std::isnan(point.y)) {
      open = false;
      continue;
    }
    const bool alone = !open && (i + 1 == line.points.size() || std::isnan(line.points[i + 1].y));
    path += open ? 'L' : 'M';
    append_point(path, point, x, y);
    if (alone) path += "h0";
    open = true;
  }
  return path;
}

}  // namespace golive::chart
