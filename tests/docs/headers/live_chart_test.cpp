// The example in the comment of live_chart.h.
#include <golive/golive.h>
#include <golive/live_chart.h>
#include <gtest/gtest.h>

#include "unit/app/visitor.h"

namespace golive::live_chart_examples {

using V = test::Visitor;

// clang-format off
ChartFeed load({"user", "system"}, 1000);                       // anywhere in the host: two lines of the newest 1,000 points

void measure(double seconds_since_1970) {
  load.publish(seconds_since_1970, {12.5, 3.25});                 // from the thread that measures
}

struct Monitor {
  Service<ChartFeed> load;
  void mount(Socket& socket) { socket.watch(*load); }           // without it the page gets nothing
  Html render() const { return live_chart(*load, {.title = "Load", .unit = "%"}); }
};
// clang-format on

TEST(LiveChartExample, IsServed) {
  measure(1);
  App app;
  app.live("/", [] { return Monitor{load}; }).listen("127.0.0.1", 0).start();
  EXPECT_TRUE(V(app.port()).join("/").attached());
  EXPECT_EQ(load.published(), 1u);
}

}  // namespace golive::live_chart_examples
