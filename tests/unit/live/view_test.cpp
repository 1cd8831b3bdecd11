// What a browser sees of a view: joins, events and their answers, failures.
#include <optional>

#include "live_fixture.h"

namespace golive::live {
namespace {

struct Life {
  int mounts = 0;
  std::vector<TerminateReason> terminates;
};

struct Counter {
  Service<Life> life;
  int count = 0;

  void mount(const Params& params) {
    ++life->mounts;
    count = params.get<int>("start").value_or(0);
  }
  void inc() { ++count; }
  void add(int by) { count += by; }
  int get() const { return count; }
  void fail() { throw std::runtime_error("secret reason"); }
  void say(Socket& socket) { socket.push_event("hello", count); }
  void go(Socket& socket, std::string to) { socket.redirect(to); }
  void terminate(TerminateReason reason) { life->terminates.push_back(reason); }

  Html render() const {
    return HTML(
        R"(<b lv-click={}></b><b lv-click={}></b><b lv-click={}></b><b lv-click={}></b><b lv-click={}></b><b lv-click={}></b><output>{count}</output>)",
        on<&Counter::inc>(), on<&Counter::add>(1), on<&Counter::get>(), on<&Counter::fail>(), on<&Counter::say>(), on<&Counter::go>("/"),
        count);
  }
};

class ViewTest : public LiveTest {
 protected:
  const LiveRoute& counter() {
    return route<Counter>([this] { return Counter{.life = life_}; });
  }
  Life life_;
};

TEST_F(ViewTest, AnswersAJoinOfAnUnknownStateWithEverything) {
  const auto page = browser(counter());
  join(*page);
  const std::string frame = page->take();
  EXPECT_TRUE(frame.starts_with(R"([1,0,"f",{"v":[)")) << frame;
  EXPECT_NE(frame.find("<output><!--6--></output>"), std::string::npos) << frame;
}

TEST_F(ViewTest, AnswersAJoinOfThePageItServedWithASkeleton) {
  const LiveRoute& at = counter();
  const View::Page served = get(at);
  EXPECT_NE(served.markup.find("<output>0</output>"), std::string::npos);
  const auto page = browser(at, {}, served.digest);
  join(*page);
  EXPECT_TRUE(page->take().starts_with(R"([1,0,"s",{"v":[)"));
}

TEST_F(ViewTest, SendsEverythingWhenTheStateHasChangedSinceThePageWasServed) {
  const LiveRoute& at = counter();
  const View::Page served = get(at);
  const auto page = browser(at, "?start=5", served.digest);
  join(*page);
  EXPECT_TRUE(page->take().starts_with(R"([1,0,"f",{"v":[)"));
}

TEST_F(ViewTest, AnswersAnEventWithWhatChanged) {
  const auto page = joined(counter());
  say(*page, R"([1,"inc",null,1])");
  EXPECT_EQ(page->take(), R"([2,1,"d",{"d":{"6":1}}])");
  say(*page, R"_([2,"add(-3)",null,2])_");
  EXPECT_EQ(page->take(), R"([3,2,"d",{"d":{"6":-2}}])");
}

TEST_F(ViewTest, AnswersAnEventThatChangedNothing) {
  const auto page = joined(counter());
  say(*page, R"_([1,"add(0)",null,1])_");
  EXPECT_EQ(page->take(), R"([2,1,"r",null])");
}

TEST_F(ViewTest, SendsWhatAHandlerReturns) {
  const auto page = joined(counter(), "?start=42");
  say(*page, R"([1,"get",null,1])");
  EXPECT_EQ(page->take(), R"([2,1,"r",{"r":{"1":42}}])");
}

TEST_F(ViewTest, RefusesAnUnknownEventAndChangesNothing) {
  const auto page = joined(counter());
  say(*page, R"([1,"reset",null,1])");
  const std::string frame = page->take();
  EXPECT_TRUE(frame.starts_with(R"([2,1,"r",{"x":{"1":{"code":"unknown_event")")) << frame;
  EXPECT_EQ(counters().refused_events.value(), 1u);
  EXPECT_EQ(page->transport.close_code, 0);
}

TEST_F(ViewTest, RefusesArgumentsOfTheWrongTypeOrNumber) {
  const auto page = joined(counter());
  std::uint64_t id = 0;
  for (const char* event : {R"(add(\"x\"))", "add(1,2)", "add()", "add", "inc(1)", "add(1.5)", "add(99999999999)", "add(1", "add(null)"}) {
    say(*page, "[" + std::to_string(++id) + ",\"" + event + "\",null,1]");
    EXPECT_NE(page->take().find(R"("code":"bad_arguments")"), std::string::npos) << event;
  }
  EXPECT_EQ(counters().refused_events.value(), id);
  say(*page, R"([100,"get",null,1])");
  EXPECT_NE(page->take().find(R"("r":{"100":0})"), std::string::npos);
}

TEST_F(ViewTest, AnswersARepeatedEventAgainWithoutRunningItAgain) {
  const auto page = joined(counter());
  say(*page, R"([1,"inc",null,1])");
  page->take();
  say(*page, R"([1,"inc",null,1])");
  EXPECT_EQ(page->take(), R"([3,1,"r",null])");
}

TEST_F(ViewTest, SendsEverythingAgainToAClientThatLostTrack) {
  const auto page = joined(counter());
  say(*page, R"([1,"inc",null,1])");
  page->take();
  say(*page, R"([0,"full",null,1])");
  const std::string frame = page->take();
  EXPECT_TRUE(frame.starts_with(R"([3,1,"f",{"v":[)")) << frame;
  EXPECT_NE(frame.find(",1]"), std::string::npos) << frame;
}

TEST_F(ViewTest, SendsPageEventsAfterThePatch) {
  const auto page = joined(counter());
  say(*page, R"([1,"say",null,1])");
  EXPECT_EQ(page->take(), R"([2,1,"r",{"e":[["hello",0]]}])");
}

TEST_F(ViewTest, RedirectsTheBrowserToPathsAndWebAddressesOnly) {
  const auto page = joined(counter());
  say(*page, R"_([1,"go(\"/other?x=1\")",null,1])_");
  EXPECT_EQ(page->take(), R"([2,1,"n",{"to":"/other?x=1"}])");
  for (const char* hostile : {"javascript:alert(1)", "//evil.example", "/\\\\\\\\evil.example", "data:text/html,x", "/a\\\\tb", ""}) {
    const auto other = joined(counter());
    say(*other, std::string(R"_([1,"go(\")_") + hostile + R"_(\")",null,1])_");
    EXPECT_NE(other->take().find(R"("reason":"crash")"), std::string::npos) << hostile;
  }
}

TEST_F(ViewTest, AnExceptionEndsThatViewOnlyAndSaysNothingInternal) {
  const LiveRoute& at = counter();
  const auto failing = joined(at);
  const auto other = joined(at);
  say(*failing, R"([1,"fail",null,1])");
  EXPECT_EQ(failing->take(), R"([0,1,"x",{"reason":"crash","after":250}])");
  EXPECT_EQ(life_.terminates, std::vector{TerminateReason::error});
  EXPECT_EQ(counters().crashes.value(), 1u);
  say(*other, R"([1,"inc",null,1])");
  EXPECT_EQ(other->take(), R"([2,1,"d",{"d":{"6":1}}])");
}

TEST_F(ViewTest, JoinsAfreshAfterACrashOnTheSameConnection) {
  const auto page = joined(counter());
  say(*page, R"([1,"fail",null,1])");
  page->take();
  // What was on its way is dropped: events are sent again.
  for (const char* late : {R"([2,"inc",null,1])", R"([0,"ack",null,1])", R"([0,"hide",null,1])", R"([0,"full",null,1])"}) say(*page, late);
  EXPECT_TRUE(page->transport.frames.empty());
  EXPECT_EQ(page->transport.close_code, 0);
  join(*page);
  EXPECT_TRUE(page->take().starts_with(R"([1,0,"f",)"));
  say(*page, R"([1,"inc",null,1])");
  EXPECT_EQ(page->take(), R"([2,1,"d",{"d":{"6":1}}])");
}

TEST_F(ViewTest, CrashLoopsBackOff) {
  const auto page = joined(counter());
  std::string last;
  for (int i = 0; i < 9; ++i) {
    say(*page, R"([1,"fail",null,1])");
    last = page->take();
    join(*page);
    page->take();
  }
  EXPECT_EQ(last, R"([0,1,"x",{"reason":"crash","after":30000}])");
}

TEST_F(ViewTest, EveryMountIsTerminatedOnce) {
  const LiveRoute& at = counter();
  get(at);
  EXPECT_EQ(life_.terminates.size(), 1u);
  const auto page = joined(at);
  page->token = browser(at)->token;
  join(*page);  // as another view: the first one ends
  EXPECT_EQ(life_.terminates.size(), 2u);
  leave(*page);
  leave(*page);
  EXPECT_EQ(life_.mounts, 3);
  EXPECT_EQ(life_.terminates, (std::vector{TerminateReason::normal, TerminateReason::normal, TerminateReason::normal}));
  EXPECT_EQ(counters().mounts.value(), counters().terminates.value());
}

TEST_F(ViewTest, TheNewerSocketOfAViewWins) {
  const auto older = joined(counter());
  auto newer = browser(*routes_.back());
  newer->token = older->token;
  join(*newer);
  EXPECT_EQ(older->transport.close_code, 4409);
  EXPECT_TRUE(life_.terminates.empty());
  EXPECT_EQ(life_.mounts, 1);
  newer->take();
  say(*newer, R"([1,"inc",null,2])");
  EXPECT_EQ(newer->take(), R"([3,1,"d",{"d":{"6":1}}])");
  say(*older, R"([1,"inc",null,1])");
  EXPECT_TRUE(older->take().starts_with(R"([0,0,"e",{"code":"not_joined")"));
}

TEST_F(ViewTest, ASocketThatNeverJoinsIsClosedAndOneThatJoinedIsNot) {
  const auto idle = browser(counter());
  const auto page = joined(counter());
  run_until([&] { return idle->transport.close_code != 0; });
  EXPECT_EQ(idle->transport.close_code, 1008);
  EXPECT_EQ(page->transport.close_code, 0);
}

TEST_F(ViewTest, AnEventBeforeTheJoinIsRefusedAndTheConnectionClosed) {
  const auto page = browser(counter());
  say(*page, R"([1,"inc",null,0])");
  EXPECT_TRUE(page->take().starts_with(R"([0,0,"e",{"code":"not_joined")"));
  EXPECT_EQ(page->transport.close_code, 1008);
  EXPECT_EQ(life_.mounts, 0);
}

TEST_F(ViewTest, WhatIsNotTheProtocolIsAnsweredAndEndsTheConnection) {
  for (const char* garbage : {"", "nonsense", "{}", "[]", "[1]", R"(["a","b",null,0])", R"([1,2,3,4])", R"([-1,"x",null,0])"}) {
    const auto page = joined(counter());
    say(*page, garbage);
    EXPECT_TRUE(page->take().starts_with(R"([0,0,"e",)")) << garbage;
    EXPECT_EQ(page->transport.close_code, 1002) << garbage;
  }
  EXPECT_EQ(counters().refused_frames.value(), 8u);
}

TEST_F(ViewTest, ABinaryMessageIsAnsweredAndEndsTheConnection) {
  const auto page = joined(counter());
  run([&] { page->connection->on_binary(R"([1,"inc",null,1])"); });
  EXPECT_TRUE(page->take().starts_with(R"([0,0,"e",{"code":"bad_frame","message":"message is binary")"));
  EXPECT_EQ(page->transport.close_code, 1003);
  EXPECT_EQ(counters().refused_frames.value(), 1u);
}

TEST_F(ViewTest, AForgedOrForeignTokenIsToldToReload) {
  const LiveRoute& first = counter();
  const LiveRoute& second = counter();
  const auto forged = browser(first);
  forged->token[10] = forged->token[10] == 'A' ? 'B' : 'A';
  const auto foreign = browser(first);
  foreign->url = second.pattern;
  const auto nowhere = browser(first);
  nowhere->url = "/nowhere";
  for (Browser* page : {forged.get(), foreign.get(), nowhere.get()}) {
    join(*page);
    EXPECT_EQ(page->take(), R"([0,0,"x",{"reason":"stale"}])");
    EXPECT_EQ(page->transport.close_code, 1008);
  }
  EXPECT_EQ(counters().refused_joins.value(), 3u);
  EXPECT_EQ(life_.mounts, 0);
}

TEST_F(ViewTest, NobodyJoinsAServerThatStops) {
  const auto page = browser(counter());
  run([&] { runtime_.end_all(); });
  join(*page);
  EXPECT_TRUE(page->take().starts_with(R"([0,0,"x",{"reason":"shutdown","after":)"));
  EXPECT_EQ(page->transport.close_code, 1001);
  EXPECT_EQ(life_.mounts, 0);
}

TEST_F(ViewTest, AnswersAPing) {
  const auto page = browser(counter());
  say(*page, R"([0,"ping",null,0])");
  EXPECT_EQ(page->take(), R"([0,0,"p",null])");
}

TEST_F(ViewTest, ABrowserThatReadsNothingCostsOneRenderWhenItComesBack) {
  const auto page = joined(counter());
  page->transport.stalled = true;
  const std::uint64_t before = counters().renders.value();
  for (int i = 1; i <= 1000; ++i) say(*page, "[" + std::to_string(i) + ",\"inc\",null,1]");
  EXPECT_TRUE(page->transport.frames.empty());
  EXPECT_EQ(counters().renders.value(), before);
  page->transport.stalled = false;
  run([&] { page->connection->on_drained(); });
  EXPECT_EQ(page->take(), R"([2,1000,"d",{"d":{"6":1000}}])");
  EXPECT_EQ(counters().renders.value(), before + 1);
}

TEST_F(ViewTest, AsksForEverythingOfABrowserThatReadsNothingAreOneFrame) {
  const auto page = joined(counter());
  page->transport.stalled = true;
  for (int i = 0; i < 1000; ++i) say(*page, R"([0,"full",null,1])");
  EXPECT_TRUE(page->transport.frames.empty());
  page->transport.stalled = false;
  run([&] { page->connection->on_drained(); });
  EXPECT_EQ(page->transport.frames.size(), 1u);
  EXPECT_TRUE(page->take().starts_with(R"([2,0,"f",)"));
}

TEST_F(ViewTest, PingsOfABrowserThatReadsNothingAreOnePong) {
  const auto page = joined(counter());
  page->transport.stalled = true;
  for (int i = 0; i < 1000; ++i) say(*page, R"([0,"ping",null,1])");
  EXPECT_TRUE(page->transport.frames.empty());
  page->transport.stalled = false;
  run([&] { page->connection->on_drained(); });
  EXPECT_EQ(page->transport.frames, std::vector<std::string>{R"([0,0,"p",null])"});
}

TEST_F(ViewTest, ABrowserThatJoinsAgainWithoutReadingIsClosed) {
  const auto page = joined(counter());
  page->transport.stalled = true;
  join(*page);
  EXPECT_EQ(page->transport.close_code, 1008);
  EXPECT_TRUE(page->transport.frames.empty());
}

TEST_F(ViewTest, ARedirectIsNotLostWhenTheClientAsksForEverything) {
  const auto page = joined(counter());
  page->transport.stalled = true;
  say(*page, R"_([1,"go(\"/other\")",null,1])_");
  say(*page, R"([0,"full",null,1])");
  page->transport.stalled = false;
  run([&] { page->connection->on_drained(); });
  EXPECT_EQ(page->take(), R"([2,1,"n",{"to":"/other"}])");
}

TEST_F(ViewTest, AnEventForAComponentOrViewThatIsNotThereIsRefused) {
  const auto page = joined(counter());
  for (const char* event : {R"([1,"inc",null,1,"cart"])", R"([2,"inc",null,1,null,"lv-0-0000000000000"])"}) {
    say(*page, event);
    EXPECT_NE(page->take().find(R"("code":"unknown_target")"), std::string::npos) << event;
  }
  say(*page, R"([3,"get",null,1])");
  EXPECT_NE(page->take().find(R"("r":{"3":0})"), std::string::npos);
}

struct Greets {
  std::string zone = {};
  void mount(Socket& socket) {
    socket.push_event("hello", 1);
    zone = socket.connect_params().get<std::string>("zone").value_or("unknown");
  }
  Html render() const { return HTML("<p>{zone}</p>", zone); }
};

TEST_F(ViewTest, WhatMountPushesComesWithTheJoin) {
  const auto page = browser(route<Greets>());
  join(*page);
  EXPECT_NE(page->take().find(R"("e":[["hello",1]])"), std::string::npos);
}

TEST_F(ViewTest, ReadsWhatThePageWasConfiguredWith) {
  const auto page = browser(route<Greets>());
  say(*page,
      R"([0,"join",{"token":")" + page->token + R"(","url":")" + page->url + R"(","seq":0,"ack":0,"params":{"zone":"Europe/Paris"}},0])");
  EXPECT_NE(page->take().find("\"Europe/Paris\""), std::string::npos);
}

TEST_F(ViewTest, ABrowserThatAsksAndNeverReadsIsClosedBeforeItsAnswersGrowWithoutEnd) {
  const auto page = joined(counter());
  page->transport.stalled = true;
  int sent = 0;
  while (page->transport.close_code == 0 && sent < 100'000) say(*page, "[" + std::to_string(++sent) + ",\"get\",null,1]");
  EXPECT_EQ(page->transport.close_code, 1008);
}

struct FailsToMount {
  void mount() { throw std::runtime_error("no database"); }
  Html render() const { return HTML("<p></p>"); }
};

TEST_F(ViewTest, APageWhoseMountFailsSaysSoAndIsNotShown) {
  const LiveRoute& at = route<FailsToMount>();
  EXPECT_TRUE(get(at).failed);
  const auto page = browser(at);
  join(*page);
  EXPECT_EQ(page->take(), R"([0,0,"x",{"reason":"crash","after":250}])");
  EXPECT_EQ(counters().terminates.value(), 0u);
}

}  // namespace
}  // namespace golive::live
