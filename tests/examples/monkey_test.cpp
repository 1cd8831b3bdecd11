// A random user on every example: GOLIVE_SEED=N repeats a seed, GOLIVE_SOAK=seconds goes on with new ones.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include "../../bench/pages/holes.h"
#include "../../bench/pages/lines.h"
#include "../../bench/pages/table.h"
#include "../../examples/charts/charts.h"
#include "../../examples/counter/counter.h"
#include "../../examples/inside/page.h"
#include "../../examples/panel/rover.h"
#include "model/seeds.h"

namespace golive {
namespace {

using Open = std::function<testing::Page()>;

void try_out(const Open& open, const testing::MonkeyOptions& options = {}) {
  if (std::getenv("GOLIVE_SEED") != nullptr || std::getenv("GOLIVE_SOAK") != nullptr)
    return model::for_seeds([&](std::uint64_t seed) { testing::monkey(open, seed, options); });
  for (std::uint64_t seed = 1; seed <= 3; ++seed) testing::monkey(open, seed, options);
}

TEST(ExamplesMonkey, Counter) {
  try_out([] { return testing::live<examples::Counter>(); });
}

TEST(ExamplesMonkey, CounterThatTicks) {
  try_out([] { return testing::live<examples::Counter>("/?tick"); });
}

TEST(ExamplesMonkey, Charts) {
  ChartFeed pulse({"Heart", "Breath", "Muscle"}, 1000);
  for (int i = 0; i < 1000; ++i) pulse.publish(i * 0.004, {1.0 * i, 2.0 * i, 3.0 * i});
  try_out([&] { return testing::live([&] { return examples::Charts{.pulse = pulse}; }); });
}

TEST(ExamplesMonkey, Panel) {
  const examples::Rover rover;
  Latest<examples::Rover> published;
  Command<Change<examples::Rover>> changes(64);
  published.publish(rover);
  App app;
  app.panel("/", published, [&](Panel<examples::Rover>& panel) {
    panel.title("Rover 7").stale_after(1s).changes(changes);
    panel.button("Stop", [](examples::Rover& now) { now.target = 0; });
  });
  try_out([&] { return testing::live(app); });
}

TEST(ExamplesMonkey, Inside) {
  examples::Host host({.paused = true});
  try_out([&] { return testing::live([&] { return examples::Page{host}; }); });
}

TEST(ExamplesMonkey, Table) {
  Stages stages;
  for (const char* url : {"/?rows=30", "/?rows=30&versions=1"})
    try_out([&] { return testing::live([&] { return Table{.stages = stages}; }, url); });
}

TEST(ExamplesMonkey, Blocks) {
  try_out([] { return testing::live<BlockTable>("/?rows=300"); });
}

TEST(ExamplesMonkey, Holes) {
  try_out([] { return testing::live<Holes>("/?n=100"); });
}

TEST(ExamplesMonkey, Lines) {
  Lines lines;
  try_out([&] { return testing::live([&] { return LinesPage{lines.feed()}; }); });
}

class ExamplesInBrowser : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::has_browser()) GTEST_SKIP() << "no Chromium";
  }
};

TEST_F(ExamplesInBrowser, Counter) {
  testing::monkey([] { return testing::browser<examples::Counter>(); }, 1, {.steps = 30, .most_replays = 5});
}

struct Echo {
  std::string text;
  void write(std::string typed) { text = std::move(typed); }
  Html render() const { return HTML("<textarea lv-input={}></textarea><div>{}</div>", on<&Echo::write>(), raw(TrustedHtml(text))); }
};

TEST_F(ExamplesInBrowser, WhatIsShownAsMarkupIsFound) {
  EXPECT_THROW(testing::monkey([] { return testing::browser<Echo>(); }, 7, {.steps = 30, .most_replays = 0}), testing::Failure);
}

}  // namespace
}  // namespace golive
