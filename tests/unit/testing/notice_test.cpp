#include <golive/testing.h>
#include <gtest/gtest.h>

#include "unit/testing/desk.h"

namespace golive::testing {
namespace {

using pages::Desk;

struct Quiet {
  Html render() const { return HTML(R"(<p data-live-notice="off">no notice is wanted</p>)"); }
};

TEST(Notice, ComesAfterASecondAndGoesWithTheConnection) {
  Page page = live<Desk>();
  page.disconnect().advance(999ms);
  EXPECT_FALSE(page.exists("live-notice"));
  page.advance(1ms);
  EXPECT_EQ(page.count("body + live-notice"), 1u);
  page.advance(30s);
  EXPECT_EQ(page.count("live-notice"), 1u);
  page.reconnect();
  EXPECT_FALSE(page.exists("live-notice"));
}

TEST(Notice, AShortCutIsNotWorthAWord) {
  Page page = live<Desk>();
  page.disconnect().advance(900ms).reconnect();
  page.disconnect().advance(900ms);
  EXPECT_FALSE(page.exists("live-notice"));
}

TEST(Notice, APageMayWantNone) {
  Page page = live<Quiet>();
  page.disconnect().advance(5s);
  EXPECT_FALSE(page.exists("live-notice"));
}

}  // namespace
}  // namespace golive::testing
