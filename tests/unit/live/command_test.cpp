// What a page shows of the commands it sends to the host's loop.
#include "golive/command.h"

#include <optional>
#include <string>
#include <vector>

#include "live_fixture.h"

namespace golive::live {
namespace {

using namespace std::chrono_literals;

struct SetSpeed {
  double rpm = 0;
};

struct Plant {
  explicit Plant(Duration expires_after = 1h) : commands(std::in_place, 2, CommandOptions{.expires_after = expires_after}) {}
  std::optional<Command<SetSpeed>> commands;
  int told = 0;
  std::vector<double> run;

  // The host's loop: one round.
  std::size_t drain() {
    return commands->drain([this](const SetSpeed& command) -> Outcome {
      if (command.rpm > 100) return refuse("the speed is above the limit");
      run.push_back(command.rpm);
      return {};
    });
  }
};

struct Panel {
  Service<Plant> plant;
  std::string shown = {};
  Outcome last = {};

  void set(Socket& socket, double rpm) { on_outcome(socket.send<&Panel::on_outcome>(*plant->commands, {rpm})); }
  void on_outcome(const Outcome& outcome) {
    ++plant->told;
    last = outcome;
    const std::string state = outcome.accepted() ? "accepted" : outcome.done() ? "done" : "refused: ";
    shown = std::to_string(outcome.ticket) + " " + state + std::string(outcome.reason());
  }
  Html render() const { return HTML(R"(<i lv-click={}>{shown}</i>)", on<&Panel::set>(0), shown); }
};

class CommandTest : public LiveTest {
 protected:
  std::unique_ptr<Browser> panel() {
    return joined(route<Panel>([this] { return Panel{.plant = plant_}; }));
  }
  void set(Browser& page, int event, int rpm) {
    const std::string id = std::to_string(event);
    say(page, "[" + id + R"_(,"set()_" + std::to_string(rpm) + R"_()",null,)_" + id + "]");
  }
  std::string next(Browser& page) {
    run_until([&] { return !page.transport.frames.empty(); });
    return page.take();
  }
  Plant plant_;
};

TEST_F(CommandTest, ThePageShowsAcceptedAndThenDone) {
  const auto page = panel();
  EXPECT_FALSE(runtime_.sampler().running());
  set(*page, 1, 50);
  EXPECT_EQ(page->take(), R"([2,1,"d",{"d":{"1":"1 accepted"}}])");
  EXPECT_TRUE(runtime_.sampler().running());
  EXPECT_EQ(plant_.drain(), 1u);
  EXPECT_EQ(next(*page), R"([3,1,"d",{"d":{"1":"1 done"}}])");
  EXPECT_EQ(plant_.run, std::vector{50.0});
  EXPECT_FALSE(runtime_.sampler().running()) << "nothing waits";
}

TEST_F(CommandTest, ACommandOutOfRangeIsRefusedWithAReasonAndHasNoEffect) {
  const auto page = panel();
  set(*page, 1, 5000);
  page->take();
  plant_.drain();
  EXPECT_EQ(next(*page), R"([3,1,"d",{"d":{"1":"1 refused: the speed is above the limit"}}])");
  EXPECT_TRUE(plant_.run.empty());
}

TEST_F(CommandTest, AFullQueueRefusesAtOnce) {
  const auto page = panel();
  for (int i = 1; i <= 3; ++i) set(*page, i, i);
  EXPECT_EQ(page->transport.frames.back(), R"([4,3,"d",{"d":{"1":"0 refused: too many commands wait for the host"}}])");
  EXPECT_EQ(plant_.drain(), 2u);
}

TEST_F(CommandTest, TheOutcomeForAViewThatEndedIsDroppedButTheCommandIsRun) {
  const auto page = panel();
  set(*page, 1, 50);
  leave(*page);
  plant_.drain();
  EXPECT_EQ(plant_.run, std::vector{50.0});
  run_until([&] { return !runtime_.sampler().running(); });
  EXPECT_EQ(plant_.told, 1);
}

TEST_F(CommandTest, AViewWhoseBrowserIsAwayHearsOfIt) {
  const auto page = panel();
  set(*page, 1, 50);
  close(*page, 1006);
  plant_.drain();
  run_until([&] { return plant_.told == 2; });
  const auto again = back(*page);
  join(*again, 2);
  EXPECT_EQ(again->take(), R"([3,1,"d",{"d":{"1":"1 done"}}])");
}

TEST_F(CommandTest, AHostThatIsDestroyedRefusesWhatWaits) {
  const auto page = panel();
  set(*page, 1, 50);
  page->take();
  plant_.commands.reset();
  EXPECT_EQ(next(*page), R"([3,1,"d",{"d":{"1":"1 refused: the host is gone"}}])");
}

TEST_F(CommandTest, AHostThatDoesNotLookRefusesInTime) {
  plant_.commands.emplace(2, CommandOptions{.expires_after = 20ms});
  const auto page = panel();
  set(*page, 1, 50);
  page->take();
  EXPECT_EQ(next(*page), R"([3,1,"d",{"d":{"1":"1 refused: the host did not take it in time"}}])");
  EXPECT_EQ(plant_.drain(), 0u);
  set(*page, 2, 60);
  plant_.drain();
  EXPECT_EQ(plant_.run, std::vector{60.0}) << "what was refused is never run";
}

TEST_F(CommandTest, ABlockingViewSendsFromItsWorker) {
  const auto page = browser(route<Panel>([this] { return Panel{.plant = plant_}; }, true));
  join(*page);
  next(*page);
  set(*page, 1, 50);
  run_until([&] { return plant_.drain() == 1; });
  run_until([&] { return !page->transport.frames.empty() && page->transport.frames.back().find("1 done") != std::string::npos; });
}

// A chain: each outcome sends the next command.
struct Sequence {
  Service<Plant> plant;
  int step = 0;
  void start(Socket& socket) { on_outcome(socket, {}); }
  void on_outcome(Socket& socket, const Outcome& outcome) {
    if (outcome.done() && ++step < 5) (void)socket.send<&Sequence::on_outcome>(*plant->commands, {double(step)});
  }
  Html render() const { return HTML(R"(<i lv-click={}>{step}</i>)", on<&Sequence::start>(), step); }
};

TEST_F(CommandTest, AnOutcomeMaySendTheNextCommand) {
  const auto page = joined(route<Sequence>([this] { return Sequence{.plant = plant_}; }));
  say(*page, R"([1,"start",null,1])");
  run_until([&] {
    plant_.drain();
    return plant_.run.size() == 4;
  });
  EXPECT_EQ(plant_.run, (std::vector{1.0, 2.0, 3.0, 4.0}));
}

TEST_F(CommandTest, ACommandOfAnAppThatStopsIsRunAllTheSame) {
  {
    const auto page = panel();
    set(*page, 1, 50);
    run([&] { runtime_.end_all(); });
  }
  EXPECT_EQ(plant_.drain(), 1u);
}

}  // namespace
}  // namespace golive::live
