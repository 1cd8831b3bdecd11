// What a network and a server may do to a page, and what a user of the testing kit sees of it.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

using pages::Todos;

App with_todos() {
  App app;
  app.live<Todos>("/todos/{id}");
  return app;
}

Page with_milk(Server& server) {
  Page page = server.open("/todos/7");
  page.submit("#new", {{"title", "milk"}}).fill("input[name=title]", "bre");
  return page;
}

TEST(Network, WhatIsDoneWhileItIsAwayIsDoneOnce) {
  Server server(with_todos());
  Page page = with_milk(server);
  page.disconnect().click("button", "Add").advance(20s);
  EXPECT_EQ(page.count("li"), 1u) << "nobody has heard of it";
  page.reconnect();
  EXPECT_EQ(page.count("li"), 2u);
  EXPECT_EQ(page.text("#ticks"), "20") << "the view waited";
}

TEST(Network, ACrashedViewIsReplacedAndWhatWasTypedStays) {
  Server server(with_todos());
  Page page = with_milk(server);
  page.crash();
  EXPECT_EQ(page.count("li"), 0u);
  EXPECT_EQ(page.value("input[name=title]"), "bre");
  EXPECT_EQ(page.text("#draft"), "bre") << "it was sent again";
  page.click("button", "Add");
  EXPECT_EQ(page.text("li span"), "bre");
}

TEST(Network, AnEvictedViewIsMountedAfresh) {
  Server server(with_todos());
  Page page = with_milk(server);
  page.evict();
  EXPECT_EQ(page.count("li"), 0u);
  EXPECT_EQ(page.value("input[name=title]"), "bre");
  EXPECT_EQ(page.text("#draft"), "bre");
}

TEST(Network, APageThatIsAwayMeetsWhatHappenedWhenItIsBack) {
  Server server(with_todos());
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

TEST(Network, AllPagesComeBackToTheNextServer) {
  Server server(with_todos());
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

struct Tally {
  struct Row {
    int id;
  };
  int count = 0;
  int ticks = 0;
  std::string text;
  std::vector<Row> rows;

  void connected(Socket& socket) { socket.every<&Tally::tick>(70ms); }
  void tick() { ++ticks; }
  void add() { rows.push_back({++count}); }
  void type(const std::string& value) { text = value; }
  Html render() const {
    return HTML(
        R"(<output>{count}</output><button lv-click={}>+</button><input name="x" lv-input={} value={text}><p>{ticks}</p><ol>{}</ol>)",
        count, on<&Tally::add>(), on<&Tally::type>(), text, ticks,
        each(rows, &Row::id, [](const Row& row) { return HTML("<li>{}</li>", row.id); }));
  }
};

TEST(Network, AnAnswerComesWhenItHasTravelled) {
  Page page = live<Tally>();
  page.latency(100ms).click("button");
  EXPECT_EQ(page.text("output"), "0");
  page.advance(199ms);
  EXPECT_EQ(page.text("output"), "0");
  page.advance(1ms);
  EXPECT_EQ(page.text("output"), "1");
}

TEST(Network, ASlowLineTakesItsTime) {
  Page page = live<Tally>();
  page.network(SlowTransport{.bytes_per_second = 10}).click("button").advance(1s);
  EXPECT_EQ(page.text("output"), "0");
  page.network({});
  EXPECT_EQ(page.text("output"), "1");
}

TEST(Network, WhatAConnectionEndsWithinComesAgain) {
  for (std::size_t bytes = 1; bytes < 400; bytes += 7) {
    SCOPED_TRACE(bytes);
    Page page = live<Tally>();
    page.cut_after(bytes);
    for (int i = 0; i < 5; ++i) page.click("button");
    page.reconnect();
    EXPECT_EQ(page.text("output"), "5");
    EXPECT_EQ(page.count("li"), 5u);
  }
}

TEST(Network, APartitionHeals) {
  for (const Duration time : {Duration(2s), Duration(30s)}) {
    Page page = live<Tally>();
    page.partition(time).click("button").advance(time - 1ms);
    EXPECT_EQ(page.text("output"), "0");
    page.until([&] { return page.text("output") == "1"; });
  }
}

// Whatever a network does, each event is applied once, and the page shows what its view does.
TEST(Network, NothingIsLostOrDoneTwiceInAStorm) {
  constexpr int kClicks = 12;
  App app;
  app.live<Tally>("/");
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(seed);
    Page page = live(app, "/", {.server = {.seed = seed}});
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
}

// What the page shows after each step.
std::vector<std::string> seen_in_a_storm(std::uint64_t seed) {
  std::vector<std::string> seen;
  Page page = live<Tally>("/", {.server = {.seed = seed}});
  page.network(ChaosTransport::severe());
  for (int i = 0; i < 20; ++i) seen.push_back(page.click("button").advance(250ms).text());
  return seen;
}

TEST(Network, TheSameSeedDoesTheSameAgain) {
  EXPECT_EQ(seen_in_a_storm(7), seen_in_a_storm(7));
  EXPECT_NE(seen_in_a_storm(7), seen_in_a_storm(8));
}

TEST(Network, AllPagesOfAServerHaveItsNetwork) {
  App app;
  app.live<Tally>("/");
  Server server(app);
  Page before = server.open("/");
  server.network({{.latency_mean = 1s}});
  Page after = server.open("/");
  for (Page* const page : {&before, &after}) {
    page->click("button").advance(1s);
    EXPECT_EQ(page->text("output"), "0");
    page->until([page] { return page->text("output") == "1"; });
  }
}

}  // namespace
}  // namespace golive::testing
