// The examples in the comments of chart.h.
#include <golive/chart.h>
#include <golive/golive.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "unit/app/visitor.h"

namespace golive::chart_examples {

using V = test::Visitor;

// clang-format off
struct Monitor {
  std::vector<double> p50 = {1, 2, 3}, p99 = {4, 5, 6}, seconds = {0, 1, 2};
  double load = 40;
  Html render() const;
};

Html Monitor::render() const {
  const ChartSeries series[] = {{.name = "p50", .values = p50, .at = seconds}, {.name = "p99", .values = p99, .at = seconds}};
  return HTML(R"(<h1>Latency {}</h1>{}{})",
              sparkline(p50, {.name = "p50 of the last minute", .unit = "ms"}),
              line_chart(series, {.title = "Latency", .unit = "ms", .time = true}),
              gauge(load, {.title = "Load", .unit = "%", .high_from = 80}));
}

namespace window_of {
struct Monitor {
  std::vector<double> values = {1, 2, 3};
  std::array<ChartSeries, 1> series() const { return {ChartSeries{.name = "p50", .values = values}}; }

  ChartWindow window;
  void zoom(ChartMove move) { window.move(move, series()); }
  Html render() const { return HTML("<div>{}</div>", line_chart(series(), {.window = window, .controls = chart_controls<&Monitor::zoom>(window)})
  ); }
};
}  // namespace window_of
// clang-format on

TEST(ChartExamples, AreServed) {
  App app;
  app.live<Monitor>("/").live<window_of::Monitor>("/window").listen("127.0.0.1", 0).start();
  for (const char* path : {"/", "/window"}) EXPECT_TRUE(V(app.port()).join(path).attached()) << path;
}

}  // namespace golive::chart_examples
