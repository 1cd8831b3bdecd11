#include "golive/live_chart.h"

#include <algorithm>
#include <string>
#include <utility>

#include "chart/chart_core.h"
#include "chart/figure.h"
#include "chart/series_class.h"

namespace golive {

ChartFeed::ChartFeed(std::vector<std::string> names, std::size_t points)
    : core_(std::make_shared<detail::ChartCore>(std::move(names), points)), feed_(core_) {}
ChartFeed::~ChartFeed() { core_->end(); }

void ChartFeed::publish(double at, std::span<const double> values) noexcept { core_->publish(at, values); }
const std::vector<std::string>& ChartFeed::names() const noexcept { return core_->names(); }
std::size_t ChartFeed::points() const noexcept { return core_->points(); }
std::uint64_t ChartFeed::published() const noexcept { return core_->position(); }

namespace {

Html legend(const ChartFeed& feed) {
  std::size_t index = 0;
  return HTML(R"(<ul class="gl-legend">{names}</ul>)",
              arg("names", each(
                               feed.names(), [&](const std::string&) { return index++; },
                               [](const std::string& name, std::size_t at) {
                                 return HTML(R"(<li class={line}><svg viewBox="0 0 24 8" aria-hidden="true"><path d="M1 4h22" fill="none"
                                     stroke="currentColor"/></svg><span>{name}</span><output aria-live="off"></output></li>)",
                                             arg("line", chart::series_class(at)), name);
                               })));
}

}  // namespace

Html live_chart(const ChartFeed& feed, const LiveChartOptions& options) {
  static const std::string_view script = chart::asset_path("chart.js");
  const std::string name = std::string(options.title.empty() ? "Live chart" : options.title);
  const Html drawing = HTML(
      R"(<div class="gl-live" style="height:{height}px"><div class="gl-field"><canvas class="gl-back" aria-hidden="true"></canvas><canvas role="img" aria-label={name}
        lv-hook="golive-chart" lv-src={script} data-feed={id} data-points={points} data-unit={unit} data-x={x} data-low={low}
        data-high={high}></canvas><p class="gl-wait">Waiting for values</p>
        <div class="gl-hits" aria-hidden="true"><i hidden></i></div></div></div>
      <details class="gl-data"><summary>Data</summary><div class="gl-scroll" tabindex="0" role="group" aria-label={values}></div></details>)",
      arg("height", std::clamp(options.height, 40, 4000)), name, script, arg("id", feed.core()->page()->page_id()),
      arg("points", feed.points()), arg("unit", options.unit), arg("x", options.time ? std::string_view("time") : options.x_unit),
      arg("low", options.low), arg("high", options.high), arg("values", name));
  return chart::figure({.kind = "gl-line", .title = options.title, .unit = options.unit, .legend = legend(feed), .drawing = drawing});
}

}  // namespace golive
