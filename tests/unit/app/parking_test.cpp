// What waits between a page and its socket. What a page shows when it comes back is in tests/pages/coming_back_test.cpp.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using test::Visitor;

struct Clicks {
  int count = 0;
  int add(int by) { return count += by; }
  Html render() const { return HTML(R"(<p lv-click={}>{count}</p>)", on<&Clicks::add>(1), count); }
};

struct Table {
  std::vector<int> rows = std::vector<int>(1000, 7);
  void inc() { ++rows[0]; }
  Html render() const {
    return HTML(R"(<table lv-click={}><tbody>{}</tbody></table>)", on<&Table::inc>(),
                each(
                    rows, [i = 0](int) mutable { return i++; }, [](int row) { return HTML("<tr><td>{row}</td></tr>", row); }));
  }
};

class ParkingTest : public ::testing::Test {
 protected:
  ParkingTest() : app_(Config{.threads = 2}) { app_.live<Clicks>("/clicks").live<Table>("/table").listen("127.0.0.1", 0).start(); }
  ~ParkingTest() override {
    const Stats stats = app_.stats();
    EXPECT_EQ(stats.crashes, 0u);
  }
  Visitor visitor() const { return Visitor(app_.port()); }
  App app_;
};

TEST_F(ParkingTest, AJoinAfterAPageOfAThousandRowsIsSmall) {
  const std::string joined = visitor().join("/table").answer;
  EXPECT_TRUE(joined.starts_with(R"([1,0,"s",)"));
  EXPECT_LE(joined.size(), 6000u);
  EXPECT_EQ(app_.stats().mounts, 1u);
}

TEST_F(ParkingTest, HeadAndPrefetchWaitForNobody) {
  visitor().ask("HEAD", "/clicks");
  visitor().ask("GET", "/clicks", "Sec-Purpose: prefetch;prerender\r\n");
  visitor().ask("GET", "/clicks", "Purpose: prefetch\r\n");
  const Stats stats = app_.stats();
  EXPECT_EQ(stats.parked, 0u);
  EXPECT_EQ(stats.mounts, 3u);
  EXPECT_EQ(stats.terminates, 3u);
}

TEST_F(ParkingTest, AFloodOfGetsParksItsShareOnly) {
  for (int i = 0; i < 500; ++i) visitor().get("/clicks");
  const Stats stats = app_.stats();
  EXPECT_EQ(stats.parked, ParkingLimits{}.served_per_address);
  EXPECT_EQ(stats.mounts, 500u);
  EXPECT_EQ(stats.terminates, 500 - ParkingLimits{}.served_per_address);
}

TEST_F(ParkingTest, OneVisitorWithManyTabsParksAFewOfThem) {
  const std::string cookie = test::cookie_after(visitor().get("/clicks"));
  for (int i = 0; i < 30; ++i) visitor().get("/clicks", cookie);
  EXPECT_EQ(app_.stats().parked, ParkingLimits{}.served_per_session);
}

}  // namespace
}  // namespace golive
