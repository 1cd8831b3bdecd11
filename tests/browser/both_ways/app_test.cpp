// The app behind a page may end before the page does.
#include "browser/both_ways/both_ways.h"

#include <memory>

#include "unit/testing/tally.h"

namespace golive::testing {
namespace {

using pages::Tally;

class AppsThatEnd : public BothWays {
 protected:
  AppsThatEnd() { app_->live<Tally>("/"); }
  std::unique_ptr<App> app_ = std::make_unique<App>();
};
GOLIVE_BOTH_WAYS(AppsThatEnd);

void expect_told(const std::string& failure) {
  EXPECT_NE(failure.find("the App of this page was destroyed or stopped   it must outlive its pages"), std::string::npos) << failure;
  EXPECT_NE(failure.find("at app_test.cpp"), std::string::npos) << failure;
}

TEST_P(AppsThatEnd, AreToldByEveryStepOfTheirPages) {
  Page page = open(*app_);
  page.click("button");
  app_.reset();
  expect_told(failure_of([&] { page.click("button"); }));
  expect_told(failure_of([&] { page.text("output"); }));
  expect_told(failure_of([&] { page.advance(1s); }));
  expect_told(failure_of([&] { page.until([] { return true; }); }));
  expect_told(failure_of([&] { page.crash(); }));
  expect_told(failure_of([&] { page.kill_server(); }));
  expect_told(failure_of([&] { page.disconnect(); }));
  expect_told(failure_of([&] { page.new_tab("/"); }));
  expect_told(failure_of([&] { page.server().open("/"); }));
  expect_told(failure_of([&] { page.server().advance(1s); }));
}

TEST_P(AppsThatEnd, LetTheirPagesEnd) {
  Page page = open(*app_);
  const Page other = page.new_tab("/");
  app_.reset();
}

TEST_P(AppsThatEnd, MayHaveBeenStopped) {
  Page page = open(*app_);
  app_->stop();
  expect_told(failure_of([&] { page.click("button"); }));
}

TEST_P(AppsThatEnd, AreNotThoseThatMove) {
  Page page = open(*app_);
  const App moved = std::move(*app_);
  page.click("button");
  EXPECT_EQ(page.text("output"), "1");
}

TEST_P(AppsThatEnd, AreTheirServersOwnIfItWasGivenThem) {
  Page page = Server(std::move(*app_), {.in_browser = in_browser()}).open("/");
  app_.reset();
  page.click("button");
  EXPECT_EQ(page.text("output"), "1");
}

}  // namespace
}  // namespace golive::testing
