// One mount for page and socket: what the page shows when it is back.
#include <golive/testing.h>
#include <gtest/gtest.h>

namespace golive::testing {
namespace {

struct Clicks {
  int count = 0;
  void add() { ++count; }
  Html render() const { return HTML("<button lv-click={}>+</button><output>{count}</output>", on<&Clicks::add>(), count); }
};

class ComingBack : public ::testing::Test {
 protected:
  ComingBack() { app_.live<Clicks>("/"); }
  ~ComingBack() override { EXPECT_EQ(app_.stats().crashes, 0u); }
  App app_;
};

TEST_F(ComingBack, PageAndSocketAreOneMount) {
  const Page page = live(app_);
  EXPECT_EQ(page.text("output"), "0");
  const Stats stats = app_.stats();
  EXPECT_EQ(stats.mounts, 1u);
  EXPECT_EQ(stats.parked, 0u);
  EXPECT_EQ(stats.views, 1u);
  EXPECT_EQ(stats.resumes, 1u);
}

TEST_F(ComingBack, WhoComesTooLateGetsAFreshViewInThePlaceOfTheOld) {
  Server server(app_);
  server.network({{.error = 1}});
  Page page = server.open("/");  // served, and nobody gets through to join it
  EXPECT_EQ(app_.stats().parked, 1u);
  server.advance(ParkingLimits{}.served.time + 1s);
  EXPECT_EQ(app_.stats().terminates, 1u);
  page.network({});
  EXPECT_EQ(page.click("button").text("output"), "1");
  EXPECT_EQ(app_.stats().mounts, 2u);

  page.disconnect().advance(ParkingLimits{}.lost.time + 1s);
  EXPECT_EQ(app_.stats().terminates, 2u);
  page.reconnect();
  EXPECT_EQ(page.text("output"), "0");
  EXPECT_EQ(app_.stats().mounts, 3u);
}

}  // namespace
}  // namespace golive::testing
