// What a page shows of a Guarded that threads of the host write.
#include "golive/guarded.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "live_fixture.h"

namespace golive::live {
namespace {

struct Tank {
  std::string name = "north";
  std::vector<int> inlets = {1, 2};
};

struct Host {
  std::optional<Guarded<Tank>> tank{std::in_place};
  int calls = 0;
};

struct Gauge {
  Service<Host> host;
  std::string name = {};
  std::string freshness = {};

  void mount(Socket& socket) { socket.watch<&Gauge::on_tank>(*host->tank); }
  void on_tank(const Tank& now, Freshness how) {
    ++host->calls;
    name = now.name;
    freshness = how == Freshness::live ? "live" : how == Freshness::stale ? "stale" : "gone";
  }
  Html render() const { return HTML("<i>{name}</i><b>{freshness}</b>", name, freshness); }
};

class WatchGuardedTest : public LiveTest {
 protected:
  const LiveRoute& gauge() {
    return route<Gauge>([this] { return Gauge{.host = host_}; });
  }
  Host host_;
};

TEST_F(WatchGuardedTest, ThePageOfAGetShowsThePresentValueWhichIsNotStale) {
  EXPECT_NE(get(gauge()).markup.find("<i>north</i><b>live</b>"), std::string::npos);
}

TEST_F(WatchGuardedTest, WhatAnotherThreadWroteIsShown) {
  const auto page = joined(gauge());
  std::thread([this] { host_.tank->write([](Tank& now) { now.name = "south"; }); }).join();
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"0":"south"}}])");
}

TEST_F(WatchGuardedTest, ReadingIsNoPublication) {
  const auto page = joined(gauge());
  const int calls = host_.calls;
  EXPECT_EQ(host_.tank->read([](const Tank& now) { return now.inlets.size(); }), 2u);
  EXPECT_EQ(host_.tank->copy().name, "north");
  host_.tank->write([](Tank& now) { now.name = "south"; });
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(host_.calls, calls + 1);
}

TEST_F(WatchGuardedTest, WhatWasWrittenBeforeAnExceptionIsShown) {
  const auto page = joined(gauge());
  const auto fail = [](Tank& now) {
    now.name = "half";
    throw std::runtime_error("valve");
  };
  EXPECT_THROW(host_.tank->write(fail), std::runtime_error);
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"0":"half"}}])");
}

TEST_F(WatchGuardedTest, OneThatIsDestroyedStaysWithItsLastValueMarkedGone) {
  const auto page = joined(gauge());
  host_.tank.reset();
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"1":"gone"}}])");
}

}  // namespace
}  // namespace golive::live
