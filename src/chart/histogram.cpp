#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "chart/figure.h"
#include "chart/labels.h"
#include "chart/plot.h"
#include "chart/ticks.h"
#include "golive/chart.h"

namespace golive {
namespace {

constexpr std::size_t kMostBins = 100;
constexpr std::size_t kListed = 100;

struct Bins {
  double first = 0;  // lower edge of the first
  double width = 1;
  std::vector<std::size_t> counts = {};
  std::size_t no_numbers = 0;
  std::size_t below = 0;
  std::size_t above = 0;
  std::size_t total = 0;  // in the bins
  double edge(std::size_t bin) const { return first + static_cast<double>(bin) * width; }
};

chart::Range range_of(std::span<const double> values, const HistogramOptions& options) {
  chart::Range range;
  for (const double value : values) range.add(value);
  if (range.empty()) return range;
  if (options.low && std::isfinite(*options.low)) range.low = *options.low;
  if (options.high && std::isfinite(*options.high)) range.high = *options.high;
  if (range.empty()) std::swap(range.low, range.high);
  return range.drawable();
}

Bins count(std::span<const double> values, const HistogramOptions& options) {
  Bins bins;
  const chart::Range range = range_of(values, options);
  bins.no_numbers = static_cast<std::size_t>(std::ranges::count_if(values, [](double value) { return !std::isfinite(value); }));
  if (range.empty()) return bins;
  bins.width = chart::round_step(range.span() / static_cast<double>(std::clamp<std::size_t>(options.bins, 1, kMostBins)));
  bins.first = std::floor(range.low / bins.width) * bins.width;
  // A highest value that is an edge itself belongs to the bin before.
  const double wanted = std::max(std::ceil((range.high - bins.first) / bins.width - 1e-9), 1.0);
  bins.counts.resize(static_cast<std::size_t>(wanted));
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    if (value < range.low) ++bins.below;
    else if (value > range.high) ++bins.above;
    else {
      const double at = std::clamp(std::floor((value - bins.first) / bins.width), 0.0, wanted - 1);
      ++bins.counts[static_cast<std::size_t>(at)];
      ++bins.total;
    }
  }
  return bins;
}

std::string bin_name(const Bins& bins, std::size_t bin, std::string_view unit) {
  return chart::value_text(bins.edge(bin), {}) + " to " + chart::value_text(bins.edge(bin + 1), unit);
}

Html drawing(const Bins& bins, const HistogramOptions& options) {
  const std::size_t most = *std::ranges::max_element(bins.counts);
  const chart::Range x{bins.edge(0), bins.edge(bins.counts.size())};
  const chart::Range y{0, static_cast<double>(std::max<std::size_t>(most, 1))};
  const double wide = 1000.0 / static_cast<double>(bins.counts.size());
  std::size_t bin = 0;
  std::vector<chart::Hit> hits;
  for (std::size_t i = 0; i < bins.counts.size(); ++i) {
    hits.push_back({.left = wide * static_cast<double>(i) / 10,
                    .width = wide / 10,
                    .text = bin_name(bins, i, options.unit) + "\n" + chart::count_text(bins.counts[i], "value", "values")});
  }
  const Html bars = each(
      bins.counts, [&](std::size_t) { return bin++; },
      [&](std::size_t number, std::size_t index) {
        const double high = std::round(y.place(static_cast<double>(number)) * 10'000) / 10;
        return HTML(R"(<rect x={left} width={wide} y={top} height={high}><title>{tip}</title></rect>)",
                    arg("left", std::round((static_cast<double>(index) + 0.04) * wide * 10) / 10), arg("wide", std::round(wide * 9.2) / 10),
                    arg("top", 1000 - high), high, arg("tip", hits[index].text));
      });
  std::string name =
      std::string(options.title.empty() ? "Histogram" : options.title) + ": " + chart::count_text(bins.total, "value", "values");
  const std::size_t fullest = static_cast<std::size_t>(std::ranges::max_element(bins.counts) - bins.counts.begin());
  if (bins.total > 0) name += ", most of them " + bin_name(bins, fullest, options.unit);
  return chart::plot({.name = name,
                      .shapes = bars,
                      .x = x,
                      .y = y,
                      .x_ticks = chart::number_ticks(x, 8),
                      .y_ticks = chart::count_ticks(most),
                      .hits = hits});
}

Html table(const Bins& bins, const HistogramOptions& options) {
  std::vector<chart::TableRow> rows;
  for (std::size_t i = 0; i < std::min(bins.counts.size(), kListed); ++i)
    rows.push_back({.key = std::to_string(i), .head = bin_name(bins, i, options.unit), .cells = {std::to_string(bins.counts[i])}});
  return chart::data_table(options.title, {"From, to", "Values"}, rows, bins.counts.size() - rows.size());
}

}  // namespace

Html histogram(std::span<const double> values, const HistogramOptions& options) {
  const Bins bins = count(values, options);
  chart::Frame frame{.kind = "gl-histogram", .title = options.title, .unit = options.unit};
  chart::note_no_numbers(frame.notes, bins.no_numbers);
  if (bins.below > 0) frame.notes.push_back(chart::count_text(bins.below, "value is lower", "values are lower"));
  if (bins.above > 0) frame.notes.push_back(chart::count_text(bins.above, "value is higher", "values are higher"));
  if (!bins.counts.empty()) {
    frame.drawing = drawing(bins, options);
    frame.table = table(bins, options);
  }
  return chart::figure(frame);
}

}  // namespace golive
