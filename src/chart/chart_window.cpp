#include <algorithm>

#include "chart/columns.h"
#include "golive/chart.h"

namespace golive {
namespace {

// Of what is shown: closer would be one value.
constexpr double kClosest = 1e-6;

chart::Range extent_of(std::span<const ChartSeries> series) {
  chart::Range range;
  for (const ChartSeries& each : series) {
    const chart::Range one = chart::extent(each.values, each.at);
    range.add(one.low);
    range.add(one.high);
  }
  return range;
}

}  // namespace

void ChartWindow::move(ChartMove step, std::span<const ChartSeries> series) {
  const chart::Range all = extent_of(series);
  if (step == ChartMove::all || all.empty() || !(all.span() > 0)) {
    *this = {};
    return;
  }
  double now = width > 0 ? std::min(width, all.span()) : all.span();
  double end = std::clamp(until.value_or(all.high), all.low + now, all.high);
  if (step == ChartMove::zoom_in || step == ChartMove::zoom_out) {
    const double middle = end - now / 2;
    now = step == ChartMove::zoom_in ? std::max(now / 2, all.span() * kClosest) : now * 2;
    // A window at the newest value stays there.
    if (until) end = middle + now / 2;
  } else {
    end += step == ChartMove::later ? now / 2 : -now / 2;
  }
  if (now >= all.span()) {
    *this = {};
    return;
  }
  width = now;
  until = end >= all.high ? std::nullopt : std::optional(std::max(end, all.low + now));
}

}  // namespace golive
