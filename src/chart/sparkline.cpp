#include <cmath>
#include <string>

#include "chart/columns.h"
#include "chart/labels.h"
#include "golive/chart.h"

namespace golive {
namespace {

constexpr std::size_t kColumns = 100;

// "Load: 12 values, 3 ms to 9 ms, newest 5 ms; 2 gaps".
std::string summary(std::span<const double> values, const chart::Range& range, std::size_t gaps, const SparklineOptions& options) {
  std::string text = options.name.empty() ? std::string() : std::string(options.name) + ": ";
  if (range.empty()) return text + "no data";
  text += chart::count_text(values.size(), "value", "values") + ", " + chart::value_text(range.low, options.unit) + " to " +
          chart::value_text(range.high, options.unit) + ", newest " + chart::value_text(values.back(), options.unit);
  if (gaps > 0) text += "; " + chart::count_text(gaps, "gap", "gaps");
  return text;
}

// Where the newest value is, if it is one.
std::string newest(std::span<const double> values, const chart::Range& x, const chart::Range& y) {
  if (values.empty() || !std::isfinite(values.back())) return {};
  const chart::Line point{.points = {{static_cast<double>(values.size() - 1), values.back()}}};
  return chart::path_of(point, x, y);
}

}  // namespace

Html sparkline(std::span<const double> values, const SparklineOptions& options) {
  chart::Range y;
  for (const double value : values) y.add(value);
  const chart::Range x = chart::extent(values, {}).drawable();
  const chart::Line line = chart::read_line(values, {}, x, kColumns, 0);
  const std::string text = summary(values, y, line.gaps, options);
  const chart::Range drawn = y.drawable();
  return HTML(R"(<svg class="gl-spark" role="img" aria-label={text} viewBox="0 0 1000 1000" preserveAspectRatio="none"
      style="width:7em;height:1.2em;vertical-align:-.2em;overflow:visible"><title>{text}</title>
      <path d={line} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"
        vector-effect="non-scaling-stroke"/>
      <path d={newest} fill="none" stroke="currentColor" stroke-width="4.5" stroke-linecap="round"
        vector-effect="non-scaling-stroke"/></svg>)",
              text, text, arg("line", chart::path_of(line, x, drawn)), arg("newest", newest(values, x, drawn)));
}

}  // namespace golive
