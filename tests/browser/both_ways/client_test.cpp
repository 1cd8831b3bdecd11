// What browser and client do by themselves.
#include "browser/both_ways/both_ways.h"
#include "unit/testing/desk.h"

namespace golive::testing {
namespace {

using pages::Desk;

using Client = BothWays;
GOLIVE_BOTH_WAYS(Client);

struct Search {
  bool more = false;
  void open() { more = true; }
  Html render() const {
    return HTML(R"(<input name="first"><input name="q" autofocus><input name="later" autofocus>
<a id="mail" href="mailto:a@example.org">Mail</a><button lv-click={open}>More</button>{more})",
                arg("open", on<&Search::open>()), arg("more", when(more, [] { return HTML(R"(<input name="more" autofocus>)"); })));
  }
};

TEST_P(Client, WhatAsksForTheFocusHasIt) {
  Page page = open<Search>();
  EXPECT_TRUE(page.focused("[name=q]"));
  page.click("button");
  EXPECT_TRUE(page.focused("button"));
}

TEST_P(Client, ALinkToAProgramLeavesThePage) {
  Page page = open<Search>();
  page.click("#mail");
  EXPECT_EQ(page.url(), "/");
  EXPECT_TRUE(page.exists("#mail"));
}

TEST_P(Client, ANoticeTellsThatTheConnectionIsAway) {
  Page page = open<Desk>();
  page.disconnect();
  EXPECT_FALSE(page.exists("live-notice"));
  page.advance(1s);
  EXPECT_TRUE(page.exists("live-notice"));
  page.reconnect();
  EXPECT_FALSE(page.exists("live-notice"));
}

struct Quiet {
  Html render() const { return HTML(R"(<p data-live-notice="off">no notice is wanted</p>)"); }
};

TEST_P(Client, APageMayWantNoNotice) {
  Page page = open<Quiet>();
  page.disconnect().advance(5s);
  EXPECT_FALSE(page.exists("live-notice"));
}

TEST_P(Client, APushedEventWaitsForTheConnection) {
  Page page = open<Desk>();
  page.disconnect();
  EXPECT_EQ(page.push_event("go"), "null");
  page.reconnect();
  EXPECT_EQ(page.text("output"), "1");
}

}  // namespace
}  // namespace golive::testing
