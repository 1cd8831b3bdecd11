// What chance does to a network: many times, so in memory alone. The rest of it is in tests/browser/both_ways/network_test.cpp.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/testing/tally.h"

namespace golive::testing {
namespace {

using pages::Tally;

// The connection breaks after each number of bytes of the first click's way up, and of its answer's way down, and within those of later
// ones. Each click counts once, in one view.
TEST(Network, WhatAConnectionEndsWithinComesAgain) {
  constexpr std::size_t kMessageBytes = 60;  // more than a click has
  App app;
  app.live<Tally>("/");
  for (const auto cut : {&Page::cut_after, &Page::cut_after_sending})
    for (std::size_t bytes = 0; bytes < 400; bytes += bytes < kMessageBytes ? 1 : 7) {
      SCOPED_TRACE(bytes);
      Page page = live(app);
      (page.*cut)(bytes, Place::current());
      for (int i = 0; i < 5; ++i) page.click("button");
      page.reconnect();
      EXPECT_EQ(page.text("output"), "5");
      EXPECT_EQ(page.count("li"), 5u);
      EXPECT_EQ(app.stats().mounts, 1u);
      EXPECT_TRUE(bytes >= kMessageBytes || app.stats().resumes > 1) << "it was not cut";
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

// A view that is lost as soon as it is joined waits twice as long each time.
TEST(Network, TheBackOffBeginsAnewOnlyWhereAViewStays) {
  App app;
  app.live<Tally>("/");
  Server server(app);
  Page page = server.open("/");
  Page clock = server.open("/");
  auto passed = [&, before = 0]() mutable {
    const int ticks = std::stoi(clock.text("p"));
    return ticks - std::exchange(before, ticks);
  };
  passed();
  page.evict();
  EXPECT_EQ(passed(), 250 / 70);
  page.evict();
  page.evict();
  EXPECT_GE(passed(), (500 + 1000) / 70);
  page.advance(5s);
  passed();
  page.evict();
  EXPECT_LE(passed(), 250 / 70 + 1);
}

// Says hello, and tells of each click.
struct Teller {
  int count = 0;
  void mount(Socket& socket) { socket.push_event("hello", count); }
  void add(Socket& socket) { socket.push_event("added", ++count); }
  Html render() const { return HTML(R"(<output>{}</output><button lv-click={}>+</button>)", count, on<&Teller::add>()); }
};

// Frames that begin a numbering are among them: those of the join, and those that fill a gap.
TEST(Network, WhatComesTwiceTellsThePageOnce) {
  constexpr int kClicks = 12;
  App app;
  app.live<Teller>("/");
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    Server server(app, {.seed = seed});
    server.network({{.latency_mean = 50ms, .duplicate = 1, .reorder = 0.3}});
    Page page = server.open("/");
    page.until([&] { return page.text("output") == "0"; });
    for (int i = 0; i < kClicks; ++i) page.click("button").advance(30ms);
    page.network({});
    EXPECT_EQ(page.text("output"), std::to_string(kClicks));
    page.expect_push_event("hello", 0).expect_no_push_event("hello");
    for (int i = 1; i <= kClicks; ++i) page.expect_push_event("added", i);
    page.expect_no_push_event("added");
  }
}

// Counts how often its browser came.
struct Door {
  int opened = 0;
  void connected() { ++opened; }
  Html render() const { return HTML("<output>{}</output>", opened); }
};

TEST(Network, AJoinThatComesTwiceIsOneArrival) {
  App app;
  app.live<Door>("/");
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    Server server(app, {.seed = seed});
    server.network({{.latency_mean = 50ms, .duplicate = 1, .reorder = 0.3}});
    Page page = server.open("/");
    page.until([&] { return page.text("output") != "0"; });
    page.advance(1s);
    EXPECT_EQ(page.text("output"), "1");
    page.disconnect().reconnect();
    page.until([&] { return page.text("output") != "1"; });
    page.advance(1s);
    EXPECT_EQ(page.text("output"), "2");
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

}  // namespace
}  // namespace golive::testing
