#pragma once
// Charts as functions that return Html, from plain numbers. Drawn on the server as SVG: they are there at the first paint, and without
// JavaScript. For numbers that change many times a second see golive/live_chart.h.
//
//     Html Monitor::render() const {
//       const ChartSeries series[] = {{.name = "p50", .values = p50, .at = seconds}, {.name = "p99", .values = p99, .at = seconds}};
//       return HTML(R"(<h1>Latency {}</h1>{}{})",
//                   sparkline(p50, {.name = "p50 of the last minute", .unit = "ms"}),
//                   line_chart(series, {.title = "Latency", .unit = "ms", .time = true}),
//                   gauge(load, {.title = "Load", .unit = "%", .high_from = 80}));
//     }
//
// What all of them keep to:
//   numbers    NaN and infinities are no values: gaps in a line, left out of bins, empty cells; how many there were is said below the
//   chart.
//              No data at all is said in words. A unit is text ("ms", "EUR"); values are shown with six digits, those of a gauge and a
//              legend with four.
//   size       any number of values may be given. What is drawn is bounded: at most two points a column of pixels, the lowest and the
//              highest, and lists are cut; what is left out is counted and said below the chart.
//   colours    of Okabe and Ito, which colour-blind people tell apart, in a light and a dark set (prefers-color-scheme); from the ninth
//              series on with dashes. A page chooses its own by the custom properties --chart-1 to --chart-8, --chart-grid, --chart-ink.
//   reading    every drawing has a name that sums it up, and the numbers in a table behind "Data"; what is under the pointer is read out.
//   policy     nothing inline but style attributes: the default Content-Security-Policy fits. The style sheet is served by the library, and
//              linked by the charts that need it.
//   patches    a value that moves changes what shows it: marks of an axis, names and other rows are not sent again.
//
// Text and spans are read during the call and not kept. Threads: inside a render, as HTML(...). Cost: one pass over the values, and memory
// of the render for what is drawn.
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "golive/detail/api.h"
#include "golive/handler.h"
#include "golive/html.h"

namespace golive {

// A line as small as a word, for a text or a cell of a table. Needs no style sheet; in the colour of the text round it.
struct SparklineOptions {
  std::string_view name = {};  // what the numbers are
  std::string_view unit = {};
};
GOLIVE_API Html sparkline(std::span<const double> values, const SparklineOptions& options = {});

// One value on a dial. Over a threshold it changes its colour and says the word "high", or "very high".
struct GaugeOptions {
  std::string_view title = {};
  std::string_view unit = {};
  double low = 0;  // the ends of the dial
  double high = 100;
  std::optional<double> high_from = {};  // thresholds
  std::optional<double> very_high_from = {};
};
GOLIVE_API Html gauge(double value, const GaugeOptions& options = {});

// How often values fall into bins of equal width, whose edges are round numbers.
struct HistogramOptions {
  std::string_view title = {};
  std::string_view unit = {};
  std::size_t bins = 20;           // about so many, 100 at most
  std::optional<double> low = {};  // values outside are counted apart
  std::optional<double> high = {};
};
GOLIVE_API Html histogram(std::span<const double> values, const HistogramOptions& options = {});

// A table of numbers as colours: `cells` row by row, `columns` in each. At most 64 rows and 128 columns are drawn, the first ones.
struct HeatMapOptions {
  std::string_view title = {};
  std::string_view unit = {};
  std::span<const std::string_view> row_names = {};     // from the top; without: numbers from 1
  std::span<const std::string_view> column_names = {};  // from the left
  std::optional<double> low = {};                       // of the colours; without: of the cells
  std::optional<double> high = {};
};
GOLIVE_API Html heat_map(std::span<const double> cells, std::size_t columns, const HeatMapOptions& options = {});

// One line of a chart.
struct ChartSeries {
  std::string_view name = {};
  std::span<const double> values = {};
  std::span<const double> at = {};  // where each value is on the x axis, ascending; without: 0, 1, 2 ...
};

// A step of the buttons of chart_controls.
enum class ChartMove : std::uint8_t { zoom_in, zoom_out, earlier, later, all };

// The part of the x axis that a line chart shows. A field of a component, which survives like any other.
//
//     ChartWindow window;
//     void zoom(ChartMove move) { window.move(move, series()); }
//     ... line_chart(series(), {.window = window, .controls = chart_controls<&Monitor::zoom>(window)})
struct ChartWindow {
  double width = 0;                  // 0: everything
  std::optional<double> until = {};  // its right end; without: the newest value, also when newer ones come

  GOLIVE_API void move(ChartMove step, std::span<const ChartSeries> series);
  bool operator==(const ChartWindow&) const = default;
};

// Buttons that call Method(ChartMove): closer, wider, earlier, later, all. They work by events like any button.
template <auto Method>
Html chart_controls(const ChartWindow& window) {
  const bool all = window.width <= 0;
  return HTML(R"(<span class="gl-controls" role="group" aria-label="Zoom">
    <button type="button" lv-click={closer} aria-label="Zoom in" title="Zoom in">+</button>
    <button type="button" lv-click={wider} aria-label="Zoom out" title="Zoom out" disabled={all}>−</button>
    <button type="button" lv-click={earlier} aria-label="Earlier" title="Earlier" disabled={all}>←</button>
    <button type="button" lv-click={later} aria-label="Later" title="Later" disabled={newest}>→</button>
    <button type="button" lv-click={everything} disabled={all}>All</button></span>)",
              arg("closer", on<Method>(ChartMove::zoom_in)), arg("wider", on<Method>(ChartMove::zoom_out)), all,
              arg("earlier", on<Method>(ChartMove::earlier)), all, arg("later", on<Method>(ChartMove::later)), arg("newest", !window.until),
              arg("everything", on<Method>(ChartMove::all)), all);
}

// Lines over a common x axis.
struct LineChartOptions {
  std::string_view title = {};
  std::string_view unit = {};      // of the values
  std::string_view x_unit = {};    // of the x axis
  bool time = false;               // the x axis is seconds since 1970
  std::int32_t utc_offset = 0;     // seconds that clocks shown are ahead of UTC
  double longest = 0;              // values further apart on the x axis than this are not joined; 0: all are
  std::optional<double> low = {};  // of the y axis; without: of the values shown
  std::optional<double> high = {};
  ChartWindow window = {};
  Html controls = {};           // chart_controls
  int height = 220;             // pixels
  std::size_t table_rows = 20;  // the newest ones
};
// At most 24 series.
GOLIVE_API Html line_chart(std::span<const ChartSeries> series, const LineChartOptions& options = {});
inline Html line_chart(std::initializer_list<ChartSeries> series, const LineChartOptions& options = {}) {
  return line_chart(std::span<const ChartSeries>(series.begin(), series.size()), options);
}

// The newest lines of a log, which stay in view while the reader has not scrolled up.
enum class LogTailLevel : std::uint8_t { debug, info, warning, error };
struct LogTailLine {
  std::uint64_t number = 0;  // its own, ascending: tells lines apart when others come
  std::string_view text = {};
  LogTailLevel level = LogTailLevel::info;
  double at = 0;  // seconds since 1970; 0: not shown
};
struct LogTailOptions {
  std::string_view title = {};
  std::int32_t utc_offset = 0;  // seconds that clocks shown are ahead of UTC
  std::size_t lines = 200;      // the newest ones, 2,000 at most
  std::size_t longest = 2000;   // bytes of a line; what is cut off is counted
  int height = 220;             // pixels
};
GOLIVE_API Html log_tail(std::span<const LogTailLine> lines, const LogTailOptions& options = {});

}  // namespace golive
