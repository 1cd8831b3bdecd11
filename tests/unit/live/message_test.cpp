// What reaches a view besides events: timers, topics, messages from other threads; and blocking routes.
#include <algorithm>
#include <atomic>
#include <semaphore>
#include <thread>

#include "live_fixture.h"

namespace golive::live {
namespace {

using namespace std::chrono_literals;

struct Probe {
  Topic<int> numbers;
  ViewHandle handle;
  std::thread::id callback_thread;
};

struct Board {
  Service<Probe> probe;
  int shown = 0;
  int beats = 0;
  std::string info = {};
  TimerId beat{};

  void connected(Socket& socket) {
    probe->handle = socket.handle();
    socket.subscribe<&Board::show>(probe->numbers);
  }
  void show(int number) { shown = number; }
  void start(Socket& socket) { beat = socket.every<&Board::tick>(2ms); }
  void tick(Socket& socket) {
    if (++beats == 3) socket.cancel(beat);
  }
  void later(Socket& socket) { socket.send_after<&Board::show>(1ms, 99); }
  void fail(int) { throw std::runtime_error("from a message"); }
  void handle_info(const Message& message) {
    if (const auto* text = message.get<std::string>()) info = *text;
  }
  Html render() const {
    return HTML(R"(<b lv-click={}></b><b lv-click={}></b><i>{shown}</i><i>{beats}</i><i>{info}</i>)", on<&Board::start>(),
                on<&Board::later>(), shown, beats, info);
  }
};

class MessageTest : public LiveTest {
 protected:
  std::unique_ptr<Browser> board() {
    return joined(route<Board>([this] { return Board{.probe = probe_}; }));
  }
  Probe probe_;
};

TEST_F(MessageTest, AValuePublishedByAnotherThreadIsShown) {
  const auto page = board();
  std::thread([&] { probe_.numbers.publish(7); }).join();
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"2":7}}])");
}

TEST_F(MessageTest, ManyValuesAreOneRender) {
  const auto page = board();
  const std::uint64_t before = counters().renders.value();
  for (int i = 1; i <= 1000; ++i) probe_.numbers.publish(i);
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"2":1000}}])");
  EXPECT_EQ(counters().renders.value(), before + 1);
}

TEST_F(MessageTest, AViewThatEndedHearsNothing) {
  const auto page = board();
  leave(*page);
  probe_.numbers.publish(1);
  run([] {});
  EXPECT_TRUE(page->transport.frames.empty());
}

TEST_F(MessageTest, ATimerBeatsUntilItIsCancelled) {
  const auto page = board();
  say(*page, R"([1,"start",null,1])");
  run_until([&] { return !page->transport.frames.empty() && page->transport.frames.back().find(R"("3":3)") != std::string::npos; });
}

TEST_F(MessageTest, ADelayedMessageComesOnce) {
  const auto page = board();
  say(*page, R"([1,"later",null,1])");
  EXPECT_EQ(page->take(), R"([2,1,"r",null])");
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([3,1,"d",{"d":{"2":99}}])");
}

TEST_F(MessageTest, AHandleReachesTheViewFromAnyThreadAndKnowsWhenItIsGone) {
  const auto page = board();
  std::thread([&] { EXPECT_TRUE(probe_.handle.send<&Board::show>(5)); }).join();
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"2":5}}])");
  EXPECT_TRUE(probe_.handle.alive());
  leave(*page);
  EXPECT_FALSE(probe_.handle.alive());
  EXPECT_FALSE(probe_.handle.send<&Board::show>(6));
}

struct GivesHandleAway {
  Service<Probe> probe;
  void mount(Socket& socket) { probe->handle = socket.handle(); }
  void show(int) {}
  Html render() const { return HTML("<p></p>"); }
};

// The handle pointed at a view that was gone with its GET.
TEST_F(MessageTest, AHandleTakenWhileAPageIsServedEndsWithThePage) {
  get(route<GivesHandleAway>([this] { return GivesHandleAway{.probe = probe_}; }));
  EXPECT_FALSE(probe_.handle.alive());
  EXPECT_FALSE(probe_.handle.send<&GivesHandleAway::show>(1));
}

TEST_F(MessageTest, AFullMailboxRefusesTheNewest) {
  const auto page = board();
  for (int i = 1; i <= 4; ++i) EXPECT_TRUE(probe_.handle.send<&Board::show>(i));
  EXPECT_FALSE(probe_.handle.send<&Board::show>(5));
  EXPECT_EQ(counters().refused_messages.value(), 1u);
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"2":4}}])");
  EXPECT_TRUE(probe_.handle.send<&Board::show>(6));
}

TEST_F(MessageTest, AValueWithoutAHandlerGoesToHandleInfo) {
  const auto page = board();
  probe_.handle.send(std::string("hello"));
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"4":"hello"}}])");
}

TEST_F(MessageTest, AnExceptionInAMessageEndsThatViewOnly) {
  const auto page = board();
  probe_.handle.send<&Board::fail>(1);
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([0,0,"x",{"reason":"crash","after":250}])");
}

TEST_F(MessageTest, PushesArePacedByTheBrowsersFrames) {
  const auto page = board();
  const auto begin = std::chrono::steady_clock::now();
  int published = 0;
  run_until([&] {
    probe_.numbers.publish(++published);
    return std::chrono::steady_clock::now() - begin > 200ms;
  });
  EXPECT_GE(page->transport.frames.size(), 3u);
  EXPECT_LE(page->transport.frames.size(), 14u) << published << " values in 200 ms are at most 13 frames of 16.7 ms";
}

struct Gate {
  std::binary_semaphore entered{0};
  std::binary_semaphore open{0};
};

struct Slow {
  Service<Gate> gate;
  int done = 0;
  void work() {
    gate->entered.release();
    gate->open.acquire();
    ++done;
  }
  void quick() { ++done; }
  Html render() const {
    return HTML(R"(<b lv-click={}></b><b lv-click={}></b><i>{done}</i>)", on<&Slow::work>(), on<&Slow::quick>(), done);
  }
};

class BlockingTest : public MessageTest {
 protected:
  std::unique_ptr<Browser> slow() {
    auto page = browser(route<Slow>([this] { return Slow{.gate = gate_}; }, true));
    join(*page);
    run_until([&] { return !page->transport.frames.empty(); });
    page->take();
    return page;
  }
  Gate gate_;
};

TEST_F(BlockingTest, ABlockedViewHoldsUpNobodyElse) {
  const auto blocked = slow();
  const auto other = board();
  say(*blocked, R"([1,"work",null,1])");
  gate_.entered.acquire();
  for (int i = 1; i <= 100; ++i) {
    probe_.handle.send<&Board::show>(i);
    run([] {});
  }
  run_until([&] { return !other->transport.frames.empty(); });
  EXPECT_TRUE(blocked->transport.frames.empty());
  gate_.open.release();
  run_until([&] { return !blocked->transport.frames.empty(); });
  EXPECT_EQ(blocked->take(), R"([2,1,"d",{"d":{"2":1}}])");
}

TEST_F(BlockingTest, ItsCallbacksRunOneAtATimeAndInOrder) {
  const auto page = slow();
  say(*page, R"([1,"work",null,1])");
  for (int i = 2; i <= 50; ++i) say(*page, "[" + std::to_string(i) + ",\"quick\",null,1]");
  gate_.open.release();
  run_until([&] { return !page->transport.frames.empty() && page->transport.frames.back().find(",50,\"d\"") != std::string::npos; });
  EXPECT_NE(page->transport.frames.back().find(R"({"2":50})"), std::string::npos) << page->transport.frames.back();
}

TEST_F(BlockingTest, ItsPageIsServedFromAWorkerToo) {
  const View::Page page = get(route<Slow>([this] { return Slow{.gate = gate_}; }, true));
  EXPECT_NE(page.markup.find("<i>0</i>"), std::string::npos);
}

TEST_F(BlockingTest, ABrowserThatLeavesAViewInTheMiddleOfItsWorkDoesNoHarm) {
  const auto page = slow();
  say(*page, R"([1,"work",null,1])");
  gate_.entered.acquire();
  leave(*page);
  gate_.open.release();
  run_until([&] { return counters().terminates.value() == counters().mounts.value(); });
}

struct SlowBoard {
  Service<Gate> gate;
  Service<Probe> probe;
  int shown = 0;
  void connected(Socket& socket) { socket.subscribe<&SlowBoard::show>(probe->numbers); }
  void work() {
    gate->entered.release();
    gate->open.acquire();
  }
  void show(int number) { shown = number; }
  Html render() const { return HTML(R"(<b lv-click={}></b><i>{shown}</i>)", on<&SlowBoard::work>(), shown); }
};

class SlowBoardTest : public BlockingTest {
 protected:
  // A view that is in the middle of its work, with far more published than may wait.
  std::unique_ptr<Browser> flooded() {
    auto page = browser(route<SlowBoard>([this] { return SlowBoard{.gate = gate_, .probe = probe_}; }, true));
    join(*page);
    run_until([&] { return page->transport.frames.size() == 1 && subscribed(); });
    say(*page, R"([1,"work",null,1])");
    gate_.entered.acquire();
    for (int i = 1; i <= 3000; ++i) probe_.numbers.publish(i);
    run([] {});
    return page;
  }
  bool subscribed() {
    probe_.numbers.publish(0);
    return counters().renders.value() > 1;
  }
};

TEST_F(SlowBoardTest, WhatWaitsForABlockedViewIsBounded) {
  const auto page = flooded();
  EXPECT_GT(counters().refused_messages.value(), 1000u);
  gate_.open.release();
  run_until([&] { return page->transport.frames.size() > 1; });
}

TEST_F(SlowBoardTest, ABrowserIsNotClosedForTheMessagesOfOthers) {
  const auto page = flooded();
  say(*page, R"([2,"work",null,1])");
  EXPECT_EQ(page->transport.close_code, 0);
  gate_.open.release(2);
  run_until([&] { return page->transport.frames.back().find(",2,") != std::string::npos; });
}

TEST_F(SlowBoardTest, ABrowserIsClosedForTooManyEventsOfItsOwn) {
  const auto page = flooded();
  for (int id = 2; id < 2000 && page->transport.close_code == 0; ++id) say(*page, "[" + std::to_string(id) + R"(,"none",null,1])");
  EXPECT_EQ(page->transport.close_code, 1008);
  gate_.open.release();
}

TEST_F(SlowBoardTest, WhatWaitsWhenItsBrowserLeavesIsNotRunAnyMore) {
  const auto page = flooded();
  const std::uint64_t before = counters().renders.value();
  leave(*page);
  gate_.open.release();
  run_until([&] { return counters().terminates.value() == counters().mounts.value(); });
  EXPECT_EQ(counters().renders.value(), before);
}

struct Busy {
  void work() {
    const auto end = std::chrono::steady_clock::now() + 120ms;
    while (std::chrono::steady_clock::now() < end) continue;
  }
  Html render() const { return HTML("<b lv-click={}></b>", on<&Busy::work>()); }
};

TEST_F(MessageTest, ACallbackOverItsTimeBudgetIsReported) {
  const auto page = joined(route<Busy>());
  say(*page, R"([1,"work",null,1])");
  EXPECT_EQ(counters().over_budget.value(), 1u);
}

}  // namespace
}  // namespace golive::live
