// Pages that nobody looks at.
#include "browser/both_ways/both_ways.h"

namespace golive::testing {
namespace {

struct Watch {
  int ticks = 0;
  void connected(Socket& socket) { socket.every<&Watch::tick>(1s); }
  void tick() { ++ticks; }
  Html render() const { return HTML(R"(<button>x</button><output>{ticks}</output>)", ticks); }
};

using HiddenPages = BothWays;
GOLIVE_BOTH_WAYS(HiddenPages);

int ticks_of(const Page& page) { return std::stoi(page.text("output")); }

TEST_P(HiddenPages, AreNotToldWhatChangesUntilTheyAreShown) {
  Page page = open<Watch>();
  page.until([&] { return ticks_of(page) >= 2; }).hide();
  const int before = ticks_of(page);
  page.advance(10s);
  EXPECT_LE(ticks_of(page), before + 1);
  page.show().until([&] { return ticks_of(page) >= before + 10; });
  const int shown = ticks_of(page);
  page.until([&] { return ticks_of(page) > shown; });
}

TEST_P(HiddenPages, AreOutOfReach) {
  Page page = open<Watch>();
  page.hide();
  const std::string failure = failure_of([&] { page.click("button"); });
  EXPECT_NE(failure.find("the page is hidden"), std::string::npos) << failure;
  page.show().click("button");
}

TEST_P(HiddenPages, ShowNoNoticeAndComeBackHidden) {
  Page page = open<Watch>();
  page.hide().disconnect().advance(5s);
  EXPECT_FALSE(page.exists("live-notice"));
  page.reconnect();
  const int before = ticks_of(page);
  page.advance(10s);
  EXPECT_LE(ticks_of(page), before + 1) << "the server knows";
  page.show().until([&] { return ticks_of(page) >= before + 10; });
}

}  // namespace
}  // namespace golive::testing
