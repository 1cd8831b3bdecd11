#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "chart/columns.h"
#include "chart/figure.h"
#include "chart/labels.h"
#include "chart/plot.h"
#include "chart/series_class.h"
#include "golive/chart.h"

namespace golive {
namespace {

using chart::Range;

constexpr std::size_t kMostSeries = 24;
constexpr std::size_t kColumns = 400;
constexpr std::size_t kStrips = 60;  // that read out what is under the pointer
constexpr std::size_t kMostListed = 1000;

struct Drawn {
  const ChartSeries* series;
  std::size_t index;
  chart::Line line = {};
};

struct Chart {
  const LineChartOptions& options;
  Range x;
  Range y;
  std::vector<Drawn> drawn;
  std::size_t given = 0;  // points of the part shown
  std::size_t gaps = 0;
  bool thinned = false;
};

Range x_range(std::span<const ChartSeries> series, const ChartWindow& window) {
  Range all;
  for (const ChartSeries& one : series) {
    const Range range = chart::extent(one.values, one.at);
    all.add(range.low);
    all.add(range.high);
  }
  if (all.empty() || !(window.width > 0)) return all;
  const double end = window.until.value_or(all.high);
  return {end - window.width, end};
}

// Some room above and below the values, unless the ends are given.
Range y_range(const std::vector<Drawn>& drawn, const Range& x, const LineChartOptions& options) {
  Range y;
  for (const Drawn& one : drawn)
    for (const chart::Point& point : one.line.points)
      if (point.x >= x.low && point.x <= x.high) y.add(point.y);
  if (y.empty() && !options.low && !options.high) return y;
  y = y.drawable();
  // To the next round number: an axis that moves with every value cannot be read.
  const double step = chart::round_step(y.span() / 4);
  y = {std::floor(y.low / step) * step, std::ceil(y.high / step) * step};
  y.low = options.low.value_or(y.low);
  y.high = options.high.value_or(y.high);
  return y.empty() ? Range{y.high, y.low} : y.drawable();
}

Chart read(std::span<const ChartSeries> series, const LineChartOptions& options) {
  Chart chart{.options = options, .x = x_range(series, options.window), .y = {}, .drawn = {}};
  if (chart.x.empty()) return chart;
  chart.x = chart.x.drawable();
  for (std::size_t i = 0; i < std::min(series.size(), kMostSeries); ++i) {
    chart.drawn.push_back({&series[i], i, chart::read_line(series[i].values, series[i].at, chart.x, kColumns, options.longest)});
    const chart::Line& line = chart.drawn.back().line;
    chart.given += line.given;
    chart.gaps += line.gaps;
    chart.thinned = chart.thinned || line.given > 2 * kColumns;
  }
  chart.y = y_range(chart.drawn, chart.x, options);
  return chart;
}

std::string x_text(double value, const LineChartOptions& options) {
  return options.time ? chart::time_text(value, options.utc_offset) : chart::value_text(value, options.x_unit);
}

std::string series_name(const Drawn& one) {
  return one.series->name.empty() ? "Series " + std::to_string(one.index + 1) : std::string(one.series->name);
}

Html lines(const Chart& chart) {
  return each(chart.drawn, &Drawn::index, [&](const Drawn& one) {
    return HTML(
        R"(<path class={line} d={path} fill="none" stroke="currentColor" vector-effect="non-scaling-stroke"><title>{name}</title></path>)",
        arg("line", chart::series_class(one.index)), arg("path", chart::path_of(one.line, chart.x, chart.y)),
        arg("name", series_name(one)));
  });
}

// Where a line is broken: a pale band from the value before to the value after, of the first series that have such.
Html gap_bands(const Chart& chart) {
  constexpr std::size_t kMost = 40;
  std::vector<std::pair<double, double>> bands;
  for (const Drawn& one : chart.drawn) {
    const auto& points = one.line.points;
    for (std::size_t i = 1; i + 1 < points.size() && bands.size() < kMost; ++i) {
      if (!std::isnan(points[i].y)) continue;
      const double from = std::clamp(chart.x.place(points[i - 1].x), 0.0, 1.0);
      const double to = std::clamp(chart.x.place(points[i + 1].x), 0.0, 1.0);
      const std::pair band(std::round(from * 10'000) / 10, std::round(to * 10'000) / 10);
      if (to > from && std::ranges::find(bands, band) == bands.end()) bands.push_back(band);
    }
  }
  std::size_t at = 0;
  return each(
      bands, [&](const auto&) { return at++; },
      [](const auto& band) {
        return HTML(R"(<rect class="gl-gap" x={from} y="0" width={width} height="1000" fill="#8882"><title>No values</title></rect>)",
                    arg("from", band.first), arg("width", std::round((band.second - band.first) * 10) / 10));
      });
}

// The point of a line nearest to `x`.
const chart::Point* nearest(const chart::Line& line, double x) {
  const auto found = std::ranges::lower_bound(line.points, x, {}, &chart::Point::x);
  if (line.points.empty()) return nullptr;
  if (found == line.points.end()) return &line.points.back();
  if (found == line.points.begin() || found->x - x < x - (found - 1)->x) return &*found;
  return &*(found - 1);
}

std::vector<chart::Hit> strips(const Chart& chart) {
  std::size_t most = 0;
  for (const Drawn& one : chart.drawn) most = std::max(most, one.line.points.size());
  const std::size_t count = std::min(kStrips, most);
  std::vector<chart::Hit> hits;
  for (std::size_t i = 0; i < count; ++i) {
    const double middle = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
    const double x = chart.x.low + middle * chart.x.span();
    const chart::Point* first = nullptr;
    std::string values;
    for (const Drawn& one : chart.drawn) {
      const chart::Point* const point = nearest(one.line, x);
      if (point == nullptr) continue;
      if (first == nullptr) first = point;
      values += "\n" + series_name(one) + ": " + chart::value_text(point->y, chart.options.unit);
    }
    const double wide = 100.0 / static_cast<double>(count);
    if (first != nullptr)
      hits.push_back({.left = wide * static_cast<double>(i), .width = wide, .text = x_text(first->x, chart.options) + values});
  }
  return hits;
}

Html legend(const Chart& chart) {
  const auto entry = [&](const Drawn& one) {
    const auto& points = one.line.points;
    return HTML(
        R"(<li class={line}><svg viewBox="0 0 24 8" aria-hidden="true"><path d="M1 4h22" fill="none" stroke="currentColor"/></svg>{name}
        <output aria-live="off">{newest}</output></li>)",
        arg("line", chart::series_class(one.index)), arg("name", series_name(one)),
        arg("newest", points.empty() ? std::string("no data") : chart::short_value_text(points.back().y, chart.options.unit)));
  };
  return HTML(R"(<ul class="gl-legend">{entries}</ul>)", arg("entries", each(chart.drawn, &Drawn::index, entry)));
}

std::string name_of(const Chart& chart) {
  std::string name = std::string(chart.options.title.empty() ? "Line chart" : chart.options.title) + ": " +
                     chart::count_text(chart.drawn.size(), "line", "lines") + ", " + x_text(chart.x.low, chart.options) + " to " +
                     x_text(chart.x.high, chart.options);
  Range y;
  for (const Drawn& one : chart.drawn)
    for (const chart::Point& point : one.line.points) y.add(point.y);
  return name + ", " + chart::value_text(y.low, chart.options.unit) + " to " + chart::value_text(y.high, chart.options.unit);
}

// The newest values shown, one row for each x.
Html table(const Chart& chart) {
  std::map<double, std::vector<std::string>, std::greater<>> listed;  // newest first
  const std::size_t most = std::min(chart.options.table_rows, kMostListed);
  std::size_t longest = 0;
  for (std::size_t column = 0; column < chart.drawn.size(); ++column) {
    const ChartSeries& series = *chart.drawn[column].series;
    const std::size_t size = series.at.empty() ? series.values.size() : std::min(series.values.size(), series.at.size());
    std::size_t taken = 0;
    std::size_t inside = 0;
    for (std::size_t i = size; i-- > 0;) {
      const double x = series.at.empty() ? static_cast<double>(i) : series.at[i];
      if (!(x >= chart.x.low && x <= chart.x.high)) continue;
      ++inside;
      if (taken >= most) continue;
      ++taken;
      auto& cells = listed[x];
      cells.resize(chart.drawn.size());
      cells[column] = chart::value_text(series.values[i], {});
    }
    longest = std::max(longest, inside);
  }
  std::vector<chart::TableRow> rows;
  for (auto& [x, cells] : listed) {
    if (rows.size() == most) break;
    char key[32];
    rows.push_back({.key = std::string(key, std::to_chars(key, key + sizeof key, x).ptr),
                    .head = x_text(x, chart.options),
                    .cells = std::move(cells)});
  }
  std::vector<std::string> heads{chart.options.time ? "Time, " + chart::zone_text(chart.options.utc_offset)
                                                    : std::string(chart.options.x_unit)};
  for (const Drawn& one : chart.drawn) heads.push_back(series_name(one));
  return chart::data_table(chart.options.title, heads, rows, longest - std::min(longest, rows.size()));
}

Html drawing(const Chart& chart) {
  const LineChartOptions& options = chart.options;
  const std::vector<chart::Tick> ticks = options.time ? chart::time_ticks(chart.x, 8, options.utc_offset) : chart::number_ticks(chart.x, 8);
  return chart::plot(
      {.name = name_of(chart),
       .shapes = HTML(R"(<g>{gaps}</g><g class="gl-lines">{lines}</g>)", arg("gaps", gap_bands(chart)), arg("lines", lines(chart))),
       .x = chart.x,
       .y = chart.y,
       .x_ticks = ticks,
       .y_ticks = chart::number_ticks(chart.y, 5),
       .hits = strips(chart),
       .height = std::clamp(options.height, 40, 4000)});
}

void add_notes(std::vector<std::string>& notes, const Chart& chart, std::size_t series) {
  const LineChartOptions& options = chart.options;
  if (options.time) notes.push_back("Times are " + chart::zone_text(options.utc_offset));
  else if (!options.x_unit.empty()) notes.push_back("Across: " + std::string(options.x_unit));
  if (chart.gaps > 0) notes.push_back(chart::count_text(chart.gaps, "value is", "values are") + " missing: the line is broken there");
  if (chart.thinned)
    notes.push_back(chart::count_text(chart.given, "point", "points") + ", drawn by the lowest and highest of each column");
  if (series > kMostSeries) notes.push_back(chart::count_text(series - kMostSeries, "series", "series") + " not drawn");
}

}  // namespace

Html line_chart(std::span<const ChartSeries> series, const LineChartOptions& options) {
  const Chart chart = read(series, options);
  chart::Frame frame{.kind = "gl-line", .title = options.title, .unit = options.unit, .controls = options.controls};
  if (!chart.y.empty()) {
    frame.legend = legend(chart);
    frame.drawing = drawing(chart);
    frame.table = table(chart);
  }
  add_notes(frame.notes, chart, series.size());
  return chart::figure(frame);
}

}  // namespace golive
