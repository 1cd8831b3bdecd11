// Views without a browser: between the GET and the join, and after a lost connection.
#include "live_fixture.h"

namespace golive::live {
namespace {

struct Life {
  int mounts = 0;
  int connects = 0;
  int ticks = 0;
  ViewHandle handle;
  std::vector<TerminateReason> terminates;
};

struct Counter {
  Service<Life> life;
  int count = 0;

  void mount(Socket& socket) {
    ++life->mounts;
    life->handle = socket.handle();
    socket.send_after<&Counter::add>(1ms, 0);
  }
  void connected(Socket& socket) {
    ++life->connects;
    socket.every<&Counter::tick>(1h);
  }
  void tick() { ++life->ticks; }
  void add(int by) { count += by; }
  int get() const { return count; }
  void fail() { throw std::runtime_error("secret"); }
  void shout(Socket& socket, int bytes) { socket.push_event("noise", std::string(static_cast<std::size_t>(bytes), 'x')); }
  void terminate(TerminateReason reason) { life->terminates.push_back(reason); }

  Html render() const {
    return HTML(R"(<b lv-click={}></b><b lv-click={}></b><b lv-click={}></b><output>{count}</output>)", on<&Counter::add>(1),
                on<&Counter::get>(), on<&Counter::shout>(1), count);
  }
};

class ParkingTest : public LiveTest {
 protected:
  ~ParkingTest() override { limits = {}; }
  const LiveRoute& counter(bool blocking = false) {
    return route<Counter>([this] { return Counter{.life = life_}; }, blocking);
  }
  std::string event(int id, std::string_view name, int seq) {
    return "[" + std::to_string(id) + ",\"" + std::string(name) + "\",null," + std::to_string(seq) + "]";
  }
  Life life_;
};

TEST_F(ParkingTest, OneMountServesThePageAndItsSocket) {
  const auto page = visit(counter());
  EXPECT_EQ(quota_->views(), 1u);
  EXPECT_EQ(life_.connects, 0);
  join(*page);
  EXPECT_TRUE(page->take().starts_with(R"([1,0,"s",{"v":[)"));
  EXPECT_EQ(quota_->views(), 0u);
  EXPECT_EQ(life_.mounts, 1);
  EXPECT_EQ(life_.connects, 1);
  say(*page, event(1, "add(1)", 1));
  EXPECT_EQ(page->take(), R"([2,1,"d",{"d":{"3":1}}])");
  leave(*page);
  EXPECT_EQ(life_.terminates, std::vector{TerminateReason::normal});
}

TEST_F(ParkingTest, AMessageBetweenTheGetAndTheJoinIsHandledAndShownWithoutARender) {
  const auto page = visit(counter());
  const std::uint64_t renders = counters().renders.value();
  ASSERT_TRUE(life_.handle.send<&Counter::add>(5));
  run([] {});
  EXPECT_EQ(counters().renders.value(), renders);
  join(*page);
  const std::string frame = page->take();
  EXPECT_TRUE(frame.starts_with(R"([1,0,"f",{"v":[)")) << frame;
  EXPECT_NE(frame.find(",5]"), std::string::npos) << frame;
  EXPECT_EQ(life_.mounts, 1);
}

TEST_F(ParkingTest, APageNobodyJoinsEndsInTime) {
  limits.served.time = 5ms;
  quota_ = std::make_shared<ParkingQuota>(limits);
  Runtime short_of_time(
      *loop_, settings(), {security::random_key()}, *this, [this]() -> WorkerPool& { return pool_; }, quota_);
  const LiveRoute& at = counter();
  run([&] {
    std::make_shared<View>(short_of_time, at, 1)->serve({.params = {}, .session = {}, .url = {"/0", {}}}, true, [](View::Page) {});
  });
  EXPECT_TRUE(life_.handle.alive());
  run_until([&] { return !life_.terminates.empty(); });
  EXPECT_EQ(life_.terminates, std::vector{TerminateReason::timeout});
  EXPECT_FALSE(life_.handle.alive());
  EXPECT_EQ(quota_->views(), 0u);
}

TEST_F(ParkingTest, AFloodFromOneAddressParksItsShareAndTakesNobodysLostView) {
  const LiveRoute& at = counter();
  const auto elsewhere = joined(at);
  close(*elsewhere, 1006);
  for (int i = 0; i < 1000; ++i) get(at, true, "10.0.0.1");
  EXPECT_EQ(quota_->views(), 1 + limits.served_per_address);
  get(at, true, "10.0.0.2");
  EXPECT_EQ(quota_->views(), 2 + limits.served_per_address);
  EXPECT_EQ(life_.terminates.size(), 1000 - limits.served_per_address);
  const auto returned = back(*elsewhere);
  join(*returned, 1);
  EXPECT_TRUE(returned->take().starts_with(R"([2,0,"r",)"));
}

TEST_F(ParkingTest, APageThatFoundNoRoomIsJoinedAfreshInPlace) {
  const LiveRoute& at = counter();
  for (std::size_t i = 0; i < limits.served_per_address; ++i) get(at, true);
  const auto page = visit(at);
  const int mounts = life_.mounts;
  join(*page);
  EXPECT_TRUE(page->take().starts_with(R"([1,0,"s",{"v":[)"));
  EXPECT_EQ(life_.mounts, mounts + 1);
}

TEST_F(ParkingTest, AReturningBrowserGetsTheFrameItMissedAndWhatChangedMeanwhile) {
  const auto page = joined(counter());
  say(*page, event(1, "add(1)", 1));
  page->take();
  say(*page, event(2, "add(1)", 2));  // its answer, frame 3, never arrives
  close(*page, 1006);
  EXPECT_EQ(quota_->views(), 1u);
  ASSERT_TRUE(life_.handle.send<&Counter::add>(10));
  run([] {});
  const auto returned = back(*page);
  join(*returned, 2, 1);
  EXPECT_EQ(returned->take(), R"([3,2,"d",{"d":{"3":2}}])");
  EXPECT_EQ(returned->take(), R"([4,2,"d",{"d":{"3":12}}])");
  say(*returned, event(2, "add(1)", 4));  // sent again: answered, not run
  EXPECT_EQ(returned->take(), R"([5,2,"r",null])");
  say(*returned, event(3, "get", 5));
  EXPECT_EQ(returned->take(), R"([6,3,"r",{"r":{"3":12}}])");
  EXPECT_EQ(life_.mounts, 1);
  EXPECT_EQ(life_.connects, 2);
  EXPECT_EQ(counters().resumes.value(), 1u);
}

TEST_F(ParkingTest, TheValueAHandlerReturnedIsNotLostWithTheConnection) {
  const auto page = joined(counter());
  say(*page, event(1, "get", 1));
  close(*page, 1006);
  const auto returned = back(*page);
  join(*returned, 1);
  EXPECT_EQ(returned->take(), R"([2,1,"r",{"r":{"1":0}}])");
}

TEST_F(ParkingTest, NothingMissedAndNothingChangedIsOneEmptyAnswer) {
  const auto page = joined(counter());
  say(*page, event(1, "add(1)", 1));
  page->take();
  close(*page, 1001);
  const auto returned = back(*page);
  join(*returned, 2, 1);
  EXPECT_EQ(returned->transport.frames, std::vector<std::string>{R"([3,1,"r",null])"});
}

TEST_F(ParkingTest, ABrowserThatMissedMoreThanIsKeptGetsEverything) {
  const auto page = joined(counter());
  for (int id = 1; id <= 3; ++id) say(*page, event(id, "shout(2000)", 1));
  close(*page, 1006);
  const auto returned = back(*page);
  join(*returned, 1);
  const std::string frame = returned->take();
  EXPECT_TRUE(frame.starts_with(R"([5,3,"f",{"v":[)")) << frame;
  EXPECT_NE(frame.find(R"("t":{)"), std::string::npos) << "templates it may have missed come again";
  const auto again = back(*page);
  join(*again, 3);
  EXPECT_TRUE(again->take().starts_with(R"([6,3,"f",)"));
}

TEST_F(ParkingTest, ABrowserThatGotNoAnswerToItsFirstJoinAdoptsItsPage) {
  const auto page = visit(counter());
  join(*page);
  close(*page, 1006);
  const auto returned = back(*page);
  join(*returned, 0);
  EXPECT_TRUE(returned->take().starts_with(R"([2,0,"s",{"v":[)"));
  ASSERT_TRUE(life_.handle.send<&Counter::add>(1));
  run([] {});
  close(*returned, 1006);
  const auto third = back(*page);
  join(*third, 0);
  EXPECT_TRUE(third->take().starts_with(R"([3,0,"f",{"v":[)")) << "the page as served shows another state";
}

TEST_F(ParkingTest, APageOlderThanItsTokenComesBackToAViewThatIsStillThere) {
  const LiveRoute& at = counter();
  constexpr std::uint64_t kNumber = 77;
  get(at, true, "127.0.0.1", kNumber);
  const auto page = browser(at);
  page->token.clear();
  runtime_.signer().sign({.route = at.index, .loop = 0, .view = kNumber, .digest = 0, .expires = 1}, {}, at.pattern, page->token);
  join(*page);
  EXPECT_TRUE(page->take().starts_with(R"([1,0,"f",)"));
  close(*page, 1006);
  const auto returned = back(*page);
  join(*returned, 1);
  EXPECT_EQ(returned->take(), R"([2,0,"r",null])");
  leave(*returned);
  const auto late = back(*page);
  join(*late, 2);
  EXPECT_EQ(late->take(), R"([0,0,"x",{"reason":"stale"}])") << "nothing is mounted for it";
}

TEST_F(ParkingTest, AnotherClientOnTheSamePageCountsItsEventsAnew) {
  const auto page = joined(counter());
  say(*page, event(1, "add(1)", 1));
  close(*page, 1006);
  const auto other = back(*page);
  join(*other, 0);
  EXPECT_TRUE(other->take().starts_with(R"([3,0,"f",)"));
  say(*other, event(1, "add(1)", 3));
  EXPECT_EQ(other->take(), R"([4,1,"d",{"d":{"3":2}}])");
}

TEST_F(ParkingTest, ALostViewThatNobodyComesBackToEndsInTimeAndALaterJoinMountsAfresh) {
  limits.lost.time = 5ms;
  quota_ = std::make_shared<ParkingQuota>(limits);
  Runtime short_of_time(
      *loop_, settings(), {security::random_key()}, *this, [this]() -> WorkerPool& { return pool_; }, quota_);
  const LiveRoute& at = counter();
  Browser page(*this);
  const auto connect = [&](Browser& browser) {
    browser.connection =
        std::make_unique<NativeConnection>(short_of_time, protocol::native_codec(), browser.transport, Visitor{.peer = "127.0.0.1"});
  };
  connect(page);
  page.url = at.pattern;
  short_of_time.signer().sign({.route = at.index, .loop = 0, .view = 9, .digest = 0, .expires = 4'000'000'000}, {}, at.pattern, page.token);
  join(page);
  close(page, 1006);
  run_until([&] { return !life_.terminates.empty(); });
  EXPECT_EQ(life_.terminates, std::vector{TerminateReason::timeout});
  Browser later(*this);
  connect(later);
  later.url = page.url;
  later.token = page.token;
  join(later, 1);
  EXPECT_TRUE(later.take().starts_with(R"([1,0,"f",)"));
  EXPECT_EQ(life_.mounts, 2);
}

TEST_F(ParkingTest, TheViewThatWasLostFirstGivesItsRoom) {
  limits.lost.views = 2;
  quota_ = std::make_shared<ParkingQuota>(limits);
  Runtime narrow(
      *loop_, settings(), {security::random_key()}, *this, [this]() -> WorkerPool& { return pool_; }, quota_);
  const LiveRoute& at = counter();
  std::vector<std::unique_ptr<Browser>> pages;
  for (std::uint64_t i = 1; i <= 3; ++i) {
    Browser& page = *pages.emplace_back(std::make_unique<Browser>(*this));
    page.connection = std::make_unique<NativeConnection>(narrow, protocol::native_codec(), page.transport, Visitor{.peer = "127.0.0.1"});
    page.url = at.pattern;
    narrow.signer().sign({.route = at.index, .loop = 0, .view = i, .digest = 0, .expires = 4'000'000'000}, {}, at.pattern, page.token);
    join(page);
    close(page, 1006);
  }
  EXPECT_EQ(quota_->views(), 2u);
  EXPECT_EQ(life_.terminates, std::vector{TerminateReason::timeout});
  run([&] { EXPECT_EQ(narrow.claim(1), nullptr); });
  run([&] { narrow.end_all(); });
}

TEST_F(ParkingTest, WhatBreaksTheProtocolOrSaysGoodbyeIsNotWaitedFor) {
  for (const int code : {1002, 1003, 1007, 1008}) {
    const auto page = joined(counter());
    close(*page, static_cast<std::uint16_t>(code));
    EXPECT_EQ(quota_->views(), 0u) << code;
  }
  const auto page = joined(counter());
  leave(*page);
  EXPECT_EQ(quota_->views(), 0u);
  for (const int code : {1000, 1001, 1005, 1006, 1009, 1011, 1012}) {
    const auto cut = joined(counter());
    close(*cut, static_cast<std::uint16_t>(code));
    EXPECT_EQ(quota_->views(), 1u) << code;
    const auto returned = back(*cut);
    join(*returned, 1);
    leave(*returned);
  }
}

TEST_F(ParkingTest, AParkedViewThatFailsEndsAndItsBrowserGetsAFreshOne) {
  const auto page = joined(counter());
  close(*page, 1006);
  ASSERT_TRUE(life_.handle.send<&Counter::fail>());
  run([] {});
  EXPECT_EQ(life_.terminates, std::vector{TerminateReason::error});
  EXPECT_EQ(quota_->views(), 0u);
  const auto returned = back(*page);
  join(*returned, 1);
  EXPECT_TRUE(returned->take().starts_with(R"([1,0,"f",)"));
}

TEST_F(ParkingTest, AParkedViewThatPilesUpEventsForThePageEnds) {
  const auto page = joined(counter());
  close(*page, 1006);
  for (int i = 0; i < 3; ++i) {
    life_.handle.send<&Counter::shout>(500'000);
    run([] {});
  }
  EXPECT_EQ(life_.terminates, std::vector{TerminateReason::timeout});
  EXPECT_FALSE(life_.handle.alive());
}

TEST_F(ParkingTest, TimersAndSubscriptionsMadeAgainOnAReturnAreThoseThatAreThere) {
  struct Listener {
    Service<Topic<int>> topic;
    int heard = 0;
    int beats = 0;
    void connected(Socket& socket) {
      socket.subscribe<&Listener::hear>(*topic);
      socket.every<&Listener::beat>(1h);
    }
    void hear(int value) { heard += value; }
    void beat() { ++beats; }
    Html render() const { return HTML("<p>{heard}</p>", heard); }
  };
  Topic<int> topic;
  const auto page = joined(route<Listener>([&] { return Listener{.topic = topic}; }));
  page->transport.frames.clear();
  close(*page, 1006);
  topic.publish(1);  // while nobody looks
  run([] {});
  const auto returned = back(*page);
  join(*returned, 1);
  EXPECT_EQ(returned->take(), R"([2,0,"d",{"d":{"0":1}}])");
  topic.publish(1);
  run_until([&] { return !returned->transport.frames.empty(); });
  EXPECT_EQ(returned->take(), R"([3,0,"d",{"d":{"0":2}}])") << "heard once";
}

TEST_F(ParkingTest, ABlockingViewIsParkedAndResumedLikeAnyOther) {
  const auto page = visit(counter(true));
  join(*page);
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_TRUE(page->take().starts_with(R"([1,0,"s",)"));
  say(*page, event(1, "add(1)", 1));
  close(*page, 1006);
  const auto returned = back(*page);
  join(*returned, 1);
  run_until([&] { return !returned->transport.frames.empty(); });
  const std::string frame = returned->take();
  EXPECT_TRUE(frame == R"([2,1,"d",{"d":{"3":1}}])") << frame;
  EXPECT_EQ(life_.mounts, 1);
  leave(*returned);
}

TEST_F(ParkingTest, WhenTheAppStopsParkedViewsAreToldSo) {
  const LiveRoute& at = counter();
  get(at, true);
  const auto page = joined(at);
  close(*page, 1006);
  run([&] { runtime_.end_all(); });
  EXPECT_EQ(life_.terminates, (std::vector{TerminateReason::shutdown, TerminateReason::shutdown}));
  EXPECT_EQ(counters().mounts.value(), counters().terminates.value());
}

struct Guarded {
  void mount(const Params& params) {
    if (params.has("gone")) throw HttpError{404};
  }
  Html render() const { return HTML("<p></p>"); }
};

TEST_F(ParkingTest, AMountThatRefusesIsAnsweredWithItsStatusAndAJoinLoadsThePage) {
  const LiveRoute& at = route<Guarded>();
  View::Page page;
  run([&] {
    std::make_shared<View>(runtime_, at, 1)
        ->serve({.params = Params::parse("gone=1"), .session = {}, .url = {at.pattern, "gone=1"}}, true,
                [&](View::Page made) { page = std::move(made); });
  });
  EXPECT_TRUE(page.failed);
  EXPECT_EQ(page.refused_with, 404);
  EXPECT_EQ(quota_->views(), 0u);
  const auto late = browser(at, "?gone=1");
  join(*late);
  EXPECT_EQ(late->take(), R"([0,0,"x",{"reason":"stale"}])");
  EXPECT_EQ(counters().crashes.value(), 0u);
}

}  // namespace
}  // namespace golive::live
