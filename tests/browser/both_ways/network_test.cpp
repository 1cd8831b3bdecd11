// What a network and a server may do to a page, and what a user of the testing kit sees of it.
#include <string>

#include "browser/both_ways/both_ways.h"
#include "unit/testing/tally.h"
#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

using pages::Tally;
using pages::Todos;

class Networks : public BothWays {
 protected:
  static Server with_todos() {
    App app;
    app.live<Todos>("/todos/{id}");
    return Server(std::move(app), {.in_browser = in_browser()});
  }
  static Page with_milk(Server& server) {
    Page page = server.open("/todos/7");
    page.submit("#new", {{"title", "milk"}}).fill("input[name=title]", "bre");
    return page;
  }
};
GOLIVE_BOTH_WAYS(Networks);

TEST_P(Networks, WhatIsDoneWhileItIsAwayIsDoneOnce) {
  Server server = with_todos();
  Page page = with_milk(server);
  page.disconnect().click("button", "Add").advance(20s);
  EXPECT_EQ(page.count("li"), 1u) << "nobody has heard of it";
  page.reconnect();
  EXPECT_EQ(page.count("li"), 2u);
  EXPECT_GE(std::stoi(page.text("#ticks")), 20) << "the view waited";
}

TEST_P(Networks, ACrashedViewIsReplacedAndWhatWasTypedStays) {
  Server server = with_todos();
  Page page = with_milk(server);
  page.crash();
  EXPECT_EQ(page.count("li"), 0u);
  EXPECT_EQ(page.value("input[name=title]"), "bre");
  EXPECT_EQ(page.text("#draft"), "bre") << "it was sent again";
  page.click("button", "Add");
  EXPECT_EQ(page.text("li span"), "bre");
}

TEST_P(Networks, AnEvictedViewIsMountedAfresh) {
  Server server = with_todos();
  Page page = with_milk(server);
  page.evict();
  EXPECT_EQ(page.count("li"), 0u);
  EXPECT_EQ(page.value("input[name=title]"), "bre");
  EXPECT_EQ(page.text("#draft"), "bre");
}

TEST_P(Networks, APageThatIsAwayMeetsWhatHappenedWhenItIsBack) {
  Server server = with_todos();
  for (const auto happen : {&Page::crash, &Page::evict, &Page::restart_server, &Page::kill_server}) {
    Page page = with_milk(server);
    page.disconnect();
    (page.*happen)(Place::current());
    EXPECT_EQ(page.count("li"), 1u);
    page.reconnect();
    EXPECT_EQ(page.count("li"), 0u);
    EXPECT_EQ(page.text("#draft"), "bre");
  }
}

TEST_P(Networks, AllPagesComeBackToTheNextServer) {
  Server server = with_todos();
  for (const auto restart : {&Page::restart_server, &Page::kill_server}) {
    Page one = with_milk(server), other = with_milk(server);
    (one.*restart)(Place::current());
    for (Page* const page : {&one, &other}) {
      EXPECT_EQ(page->count("li"), 0u);
      EXPECT_EQ(page->value("input[name=title]"), "bre");
      page->click("button", "Add");
      EXPECT_EQ(page->text("li span"), "bre");
    }
  }
}

TEST_P(Networks, AnAnswerComesWhenItHasTravelled) {
  Page page = open<Tally>();
  page.latency(100ms).click("button");
  EXPECT_EQ(page.text("output"), "0");
  page.advance(199ms);
  EXPECT_EQ(page.text("output"), "0");
  page.advance(1ms);
  EXPECT_EQ(page.text("output"), "1");
}

TEST_P(Networks, ASlowLineTakesItsTime) {
  Page page = open<Tally>();
  page.network(SlowTransport{.bytes_per_second = 10}).click("button").advance(1s);
  EXPECT_EQ(page.text("output"), "0");
  page.network({});
  EXPECT_EQ(page.text("output"), "1");
}

TEST_P(Networks, APartitionHeals) {
  for (const Duration time : {Duration(2s), Duration(30s)}) {
    Page page = open<Tally>();
    page.partition(time).click("button").advance(time - 1ms);
    EXPECT_EQ(page.text("output"), "0");
    page.until([&] { return page.text("output") == "1"; });
  }
}

TEST_P(Networks, AllPagesOfAServerHaveItsNetwork) {
  App app;
  app.live<Tally>("/");
  Server server(app, {.in_browser = in_browser()});
  Page before = server.open("/");
  server.network({{.latency_mean = 100ms}});
  Page after = server.open("/");
  for (Page* const page : {&before, &after}) {
    page->click("button").advance(100ms);
    EXPECT_EQ(page->text("output"), "0");
    page->until([page] { return page->text("output") == "1"; });
  }
}

TEST_P(Networks, OnceGoodForAllAllHasArrived) {
  App app;
  app.live<Tally>("/");
  Server server(app, {.in_browser = in_browser()});
  Page one = server.open("/"), other = server.open("/");
  server.network({{.latency_mean = 300ms}});
  for (Page* const page : {&one, &other}) page->click("button");
  server.network({});
  for (Page* const page : {&one, &other}) EXPECT_EQ(page->text("output"), "1");
  server.network(ChaosTransport{.drop = 1});
  for (Page* const page : {&one, &other}) page->click("button");
  server.network({});
  for (Page* const page : {&one, &other}) EXPECT_EQ(page->text("output"), "2");
}

TEST_P(Networks, WhatAConnectionEndsWithinComesAgain) {
  for (const auto cut : {&Page::cut_after, &Page::cut_after_sending})
    for (const std::size_t bytes : {1U, 100U}) {
      SCOPED_TRACE(bytes);
      Page page = open<Tally>();
      (page.*cut)(bytes, Place::current());
      for (int i = 0; i < 3; ++i) page.click("button");
      page.reconnect();
      EXPECT_EQ(page.text("output"), "3");
      EXPECT_EQ(page.count("li"), 3u);
    }
}

// Each of them alone, and always.
TEST_P(Networks, EventsOutliveEachMood) {
  Page page = open<Tally>();
  std::size_t clicks = 0;
  for (const ChaosTransport& mood : {ChaosTransport{.duplicate = 1}, ChaosTransport{.reorder = 1}}) {
    page.network(mood);
    for (int i = 0; i < 3; ++i, ++clicks) page.click("button");
    page.network({});
    EXPECT_EQ(page.count("li"), clicks);
  }
  for (const ChaosTransport& mood : {ChaosTransport{.drop = 1}, ChaosTransport{.truncate = 1}}) {
    page.network(mood).click("button").advance(1s);
    EXPECT_EQ(page.count("li"), clicks) << "nothing gets through";
    page.network({});
    EXPECT_EQ(page.count("li"), ++clicks);
  }
}

TEST_P(Networks, ARefusedPageComesBackWhenItIsLetIn) {
  Page page = open<Tally>();
  page.network(ChaosTransport{.error = 1}).cut_after(1).click("button").advance(1s).click("button");
  EXPECT_EQ(page.text("output"), "0");
  page.network({});
  EXPECT_EQ(page.text("output"), "2");
}

// Whatever a network does, each event is applied once, and the page shows what its view does.
TEST_P(Networks, NothingIsLostOrDoneTwiceInAStorm) {
  constexpr int kClicks = 6;
  Page page = open<Tally>("/", {.server = {.seed = 1}});
  page.network(ChaosTransport::severe());
  for (int i = 0; i < kClicks; ++i) {
    page.click("button").advance(150ms);
    if (i == kClicks / 2) page.input("input", "half");
  }
  page.network({});
  EXPECT_EQ(page.text("output"), std::to_string(kClicks));
  EXPECT_EQ(page.count("li"), std::size_t{kClicks});
  EXPECT_EQ(page.value("input"), "half");
}

}  // namespace
}  // namespace golive::testing
