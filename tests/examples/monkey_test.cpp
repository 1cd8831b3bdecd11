// A random user on every example, in memory and in Chromium: GOLIVE_SEED=N repeats a seed, GOLIVE_SOAK=seconds goes on with new ones.
#include <cstdlib>
#include <functional>
#include <string_view>
#include <utility>

#include "../../bench/pages/holes.h"
#include "../../bench/pages/lines.h"
#include "../../bench/pages/table.h"
#include "../../examples/charts/charts.h"
#include "../../examples/counter/counter.h"
#include "../../examples/inside/page.h"
#include "../../examples/panel/rover.h"
#include "browser/both_ways/both_ways.h"
#include "model/seeds.h"

namespace golive {
namespace {

using testing::name_of_way;
using testing::Way;
using Open = std::function<testing::Page()>;

class ExamplesMonkey : public testing::BothWays {
 protected:
  template <class Factory>
  static testing::Page open_made(Factory make, std::string_view url = "/") {
    return testing::live(std::move(make), url, {.server = {.in_browser = in_browser()}});
  }

  // A step in a browser takes a tenth of a second.
  static void try_out(const Open& open) {
    const bool is_long = std::getenv("GOLIVE_SEED") != nullptr || std::getenv("GOLIVE_SOAK") != nullptr;
    testing::MonkeyOptions options;
    if (in_browser()) options.steps = is_long ? 100 : 8, options.most_replays = is_long ? 20 : 5;
    if (is_long) return model::for_seeds([&](std::uint64_t seed) { testing::monkey(open, seed, options); });
    for (std::uint64_t seed = 1; seed <= (in_browser() ? 1U : 3U); ++seed) testing::monkey(open, seed, options);
  }
};
GOLIVE_BOTH_WAYS(ExamplesMonkey);

TEST_P(ExamplesMonkey, Counter) {
  try_out([] { return open<examples::Counter>(); });
}

TEST_P(ExamplesMonkey, CounterThatTicks) {
  try_out([] { return open<examples::Counter>("/?tick"); });
}

TEST_P(ExamplesMonkey, Charts) {
  ChartFeed pulse({"Heart", "Breath", "Muscle"}, 1000);
  for (int i = 0; i < 1000; ++i) pulse.publish(i * 0.004, {1.0 * i, 2.0 * i, 3.0 * i});
  try_out([&] { return open_made([&] { return examples::Charts{.pulse = pulse}; }); });
}

TEST_P(ExamplesMonkey, Panel) {
  const examples::Rover rover;
  Latest<examples::Rover> published;
  Command<Change<examples::Rover>> changes(64);
  published.publish(rover);
  App app;
  app.panel("/", published, [&](Panel<examples::Rover>& panel) {
    panel.title("Rover 7").stale_after(1s).changes(changes);
    panel.button("Stop", [](examples::Rover& now) { now.target = 0; });
  });
  try_out([&] { return open(app); });
}

TEST_P(ExamplesMonkey, Inside) {
  examples::Host host({.paused = true});
  try_out([&] { return open_made([&] { return examples::Page{host}; }); });
}

TEST_P(ExamplesMonkey, Table) {
  Stages stages;
  for (const char* url : {"/?rows=30", "/?rows=30&versions=1"})
    try_out([&] { return open_made([&] { return Table{.stages = stages}; }, url); });
}

TEST_P(ExamplesMonkey, Blocks) {
  try_out([] { return open<BlockTable>("/?rows=300"); });
}

TEST_P(ExamplesMonkey, Holes) {
  try_out([] { return open<Holes>("/?n=100"); });
}

TEST_P(ExamplesMonkey, Lines) {
  Lines lines;
  try_out([&] { return open_made([&] { return LinesPage{lines.feed()}; }); });
}

struct Echo {
  std::string text;
  void write(std::string typed) { text = std::move(typed); }
  Html render() const { return HTML("<textarea lv-input={}></textarea><div>{}</div>", on<&Echo::write>(), raw(TrustedHtml(text))); }
};

TEST_P(ExamplesMonkey, WhatIsShownAsMarkupIsFound) {
  const Open open = [] { return BothWays::open<Echo>(); };
  EXPECT_THROW(testing::monkey(open, 7, {.steps = 30, .most_replays = 0}), testing::Failure);
}

}  // namespace
}  // namespace golive
