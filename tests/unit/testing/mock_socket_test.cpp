// A component's methods without a page: what they ask the socket for, and what comes of it.
#include <golive/guarded.h>
#include <golive/live_chart.h>
#include <golive/testing.h>
#include <golive/testing/mocks.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "unit/testing/failure_of.h"

namespace golive::testing {
namespace {

using Calls = std::vector<std::string>;

struct Clock {
  static constexpr bool survives = false;
  int ticks = 0;
  Calls calls = {};

  void mount(Socket& socket) { socket.every<&Clock::tick>(1s); }
  void tick(Socket& socket) {
    if (++ticks == 3) socket.push_event("three", ticks);
  }
  void expire(Socket& socket, int id, const std::string& why) {
    calls.push_back(std::to_string(id) + why + (socket.connected() ? "" : " alone"));
  }
  void note(const std::string& text) { calls.push_back(text); }
  void fail() { throw std::runtime_error("the clock is broken"); }
  Html render() const { return HTML("<p>{ticks}</p>", ticks); }
};

struct Better : Clock {
  Html render() const { return HTML("<p>better {ticks}</p>", ticks); }
};

struct Other {
  void rest() {}
  Html render() const { return HTML("<p>other</p>"); }
};

TEST(MockSocket, IsAllThatAMethodNeeds) {
  Clock clock;
  MockSocket socket;
  clock.mount(socket);
  const MockTimer tick = socket.timer<&Clock::tick>();
  EXPECT_EQ(tick.method(), "Clock::tick");
  EXPECT_EQ(tick.period(), 1s);
  EXPECT_EQ(tick.due(), 1s);
  tick.fire(clock);
  tick.fire(clock);
  EXPECT_EQ(clock.ticks, 2);
  EXPECT_EQ(tick.due(), 1s) << "time stands still";
  EXPECT_TRUE(tick.pending());
}

TEST(MockSocket, SaysWhoIsThere) {
  MockSocket socket({.connected = false,
                     .session = [](Session& session) { session.put("user", 7); },
                     .headers = {{"Accept-Language", "de"}},
                     .connect_params = R"({"cart":7})",
                     .peer = "10.0.0.1",
                     .id = "lv-0-7"});
  Socket& seen = socket;
  EXPECT_FALSE(seen.connected());
  socket.connect();
  EXPECT_TRUE(seen.connected());
  socket.disconnect();
  EXPECT_FALSE(seen.connected());
  EXPECT_EQ(seen.id(), "lv-0-7");
  EXPECT_EQ(seen.peer(), "10.0.0.1");
  EXPECT_EQ(seen.header("accept-language"), "de");
  EXPECT_EQ(seen.header("Referer"), "");
  EXPECT_EQ(seen.connect_params().get<int>("cart"), 7);
  EXPECT_EQ(seen.session().get<int>("user"), 7);

  const MockSocket plain;
  EXPECT_TRUE(plain.connected());
  EXPECT_TRUE(plain.connect_params().empty());
}

TEST(MockSocket, HasASessionThatCopiesShow) {
  MockSocket socket;
  const Session copy = socket.session();
  socket.session().put("user", 7);
  EXPECT_EQ(copy.get<int>("user"), 7);
  socket.session().renew();
  EXPECT_EQ(socket.session().get<int>("user"), 7);
  EXPECT_FALSE(copy.alive()) << "it has not seen the new id";
  socket.session().destroy();
  EXPECT_FALSE(socket.session().alive());
}

TEST(MockSocket, KeepsTheArgumentsOfTimers) {
  Clock clock;
  MockSocket socket(clock, {.connected = false});
  socket.send_after<&Clock::expire>(5s, 1, " late");
  socket.send_after<&Clock::expire>(2s, 2, " early");
  EXPECT_EQ(socket.timer<&Clock::expire>().due(), 2s) << "the one that is due first";
  EXPECT_EQ(socket.timers<&Clock::expire>().size(), 2u);
  EXPECT_TRUE(socket.timers<&Clock::tick>().empty());

  const MockTimer early = socket.timer<&Clock::expire>();
  EXPECT_EQ(early.period(), 0s);
  early.fire();
  EXPECT_EQ(clock.calls, Calls{"2 early alone"});
  EXPECT_FALSE(early.pending());
  EXPECT_TRUE(failure_of([&] { early.fire(); }).starts_with("fire(): Clock::expire is over: it has run, or was cancelled\n"));
  EXPECT_EQ(socket.timers().size(), 1u);
}

TEST(MockSocket, RunsTimersAtTheirTimes) {
  Clock clock;
  MockSocket socket(clock);
  clock.mount(socket);
  socket.send_after<&Clock::note>(2500ms, "between");
  socket.send_after<&Clock::note>(0s, "at once");
  socket.advance(0s);
  EXPECT_EQ(clock.calls, Calls{"at once"});
  socket.advance(999ms);
  EXPECT_EQ(clock.ticks, 0);
  socket.advance(1ms);
  EXPECT_EQ(clock.ticks, 1);
  socket.advance(2s);
  EXPECT_EQ(clock.ticks, 3);
  EXPECT_EQ(clock.calls.back(), "between");
  socket.expect_push_event("three", 3);
  EXPECT_EQ(socket.timer<&Clock::tick>().due(), 1s);
}

TEST(MockSocket, HasNoTimerThatWasCancelled) {
  Clock clock;
  MockSocket socket(clock);
  const TimerId id = socket.every<&Clock::tick>(1s);
  const MockTimer tick = socket.timer<&Clock::tick>();
  EXPECT_EQ(tick.id(), id);
  socket.cancel(id);
  EXPECT_FALSE(tick.pending());
  EXPECT_TRUE(failure_of([&] { tick.fire(); }).starts_with("fire(): Clock::tick was cancelled\n  at mock_socket_test.cpp:"));
  EXPECT_TRUE(failure_of([&] { (void)tick.due(); }).starts_with("due(): Clock::tick was cancelled\n"));
  socket.advance(10s);
  EXPECT_EQ(clock.ticks, 0);
}

TEST(MockSocket, HasOneTimerOfOneMethodAndPeriod) {
  MockSocket socket;
  const TimerId first = socket.every<&Clock::tick>(1s);
  EXPECT_EQ(socket.every<&Clock::tick>(1s), first);
  EXPECT_NE(socket.every<&Clock::tick>(2s), first);
  EXPECT_EQ(socket.timers<&Clock::tick>().size(), 2u);
  socket.cancel(first);
  EXPECT_NE(socket.every<&Clock::tick>(1s), first);
  EXPECT_NE(socket.send_after<&Clock::tick>(1s), socket.send_after<&Clock::tick>(1s));
}

// A timer that ends itself, and sets another one for the same time.
struct Restless {
  static constexpr bool survives = false;
  Calls calls = {};
  TimerId timer{};
  void beat(Socket& socket) {
    calls.emplace_back("beat");
    if (calls.size() == 1) socket.send_after<&Restless::once>(1s);
    if (calls.size() == 3) socket.cancel(timer);
  }
  void once() { calls.emplace_back("once"); }
  Html render() const { return HTML("<p></p>"); }
};

TEST(MockSocket, LetsTimersSetAndCancelTimers) {
  Restless restless;
  MockSocket socket(restless);
  restless.timer = socket.every<&Restless::beat>(1s);
  socket.advance(10s);
  EXPECT_EQ(restless.calls, (Calls{"beat", "once", "beat"}));
}

TEST(MockSocket, OutlivesNoTimerHandle) {
  std::optional<MockTimer> tick;
  {
    MockSocket socket;
    socket.every<&Clock::tick>(1s);
    tick = socket.timer<&Clock::tick>();
  }
  Clock clock;
  EXPECT_FALSE(tick->pending());
  EXPECT_TRUE(failure_of([&] { tick->fire(clock); }).starts_with("fire(): the MockSocket of Clock::tick is no more\n"));
}

TEST(MockSocket, CallsMethodsOfBases) {
  Better better;
  MockSocket socket(better);
  better.mount(socket);
  socket.advance(1s);
  EXPECT_EQ(better.ticks, 1);
}

TEST(MockSocket, RefusesAComponentOfAnotherClass) {
  MockSocket socket;
  socket.every<&Clock::tick>(1s);
  Other other;
  const std::string text = failure_of([&] { socket.advance(1s, other); });
  EXPECT_TRUE(text.starts_with("advance(): Clock::tick was sent to a component that is not of its class")) << text;
  EXPECT_TRUE(text.contains("::Other\n  at mock_socket_test.cpp:")) << text;
  socket.send_after<&Clock::note>(1s, "later");
  EXPECT_THROW(socket.timer<&Clock::note>().fire(), Failure);
  Clock clock;
  socket.timer<&Clock::note>().fire(clock);
  EXPECT_EQ(clock.calls, Calls{"later"});
}

TEST(MockSocket, LetsExceptionsThrough) {
  Clock clock;
  MockSocket socket(clock);
  Topic<std::string> notes;
  socket.subscribe<&Clock::note>(notes);
  socket.send_after<&Clock::fail>(1s);
  EXPECT_THROW(socket.advance(1s), std::runtime_error);
  EXPECT_TRUE(socket.timers().empty());

  const ViewHandle handle = socket.handle();
  handle.send<&Clock::fail>();
  notes.publish("after it");
  EXPECT_THROW(socket.deliver(), std::runtime_error);
  EXPECT_EQ(socket.waiting(), Calls{"Clock::note"}) << "what waits still waits";
  socket.deliver();
  EXPECT_EQ(clock.calls, Calls{"after it"});

  // A beat that fails has been, and the next one comes.
  socket.every<&Clock::fail>(1s);
  EXPECT_THROW(socket.advance(1s), std::runtime_error);
  EXPECT_EQ(socket.timer<&Clock::fail>().due(), 1s);
}

struct Price {
  double value = 0;
};

struct Board {
  static constexpr bool survives = false;
  Topic<Price>* prices = nullptr;
  SubscriptionId subscription{};
  Calls calls = {};

  void connected(Socket& socket) { subscription = socket.subscribe<&Board::on_price>(*prices); }
  void on_price(const Price& price) { calls.push_back("price " + std::to_string(static_cast<int>(price.value))); }
  void last(Socket& socket, const Price& /*price*/) {
    calls.emplace_back("last");
    socket.unsubscribe(subscription);
  }
  void set(int value) { calls.push_back("set " + std::to_string(value)); }
  void handle_info(const Message& message) { calls.push_back("info " + std::to_string(message.get<int>() ? *message.get<int>() : -1)); }
  void again(Socket& socket) { socket.handle().send<&Board::again>(); }
  Html render() const { return HTML("<p></p>"); }
};

TEST(MockSocket, DeliversWhatWasPublished) {
  Topic<Price> prices;
  Topic<int> numbers;
  Board board{.prices = &prices};
  prices.publish({1});
  MockSocket socket(board);
  board.connected(socket);
  board.connected(socket);  // the same subscription
  socket.subscribe(numbers);
  EXPECT_TRUE(socket.is_subscribed(prices));
  prices.publish({2});
  numbers.publish(5);
  std::thread([&] { prices.publish({3}); }).join();
  EXPECT_TRUE(board.calls.empty()) << "nothing comes before the test says so";
  EXPECT_EQ(socket.waiting(), (Calls{"Board::on_price", "Board::on_price", "handle_info"})) << "a topic's values at one time come together";
  EXPECT_EQ(socket.deliver(), 3u);
  EXPECT_EQ(board.calls, (Calls{"price 2", "price 3", "info 5"}));
  EXPECT_EQ(socket.deliver(), 0u);

  prices.publish({4});
  EXPECT_EQ(socket.waiting().size(), 1u);
  socket.unsubscribe(board.subscription);
  EXPECT_FALSE(socket.is_subscribed(prices));
  EXPECT_TRUE(socket.is_subscribed(numbers));
  EXPECT_EQ(socket.deliver(), 0u);
}

TEST(MockSocket, DropsWhatComesAfterTheEndOfASubscription) {
  Topic<Price> prices;
  Board board{.prices = &prices};
  MockSocket socket(board);
  socket.subscribe<&Board::last>(prices);
  board.connected(socket);
  prices.publish({1});
  prices.publish({2});
  socket.deliver();
  EXPECT_EQ(board.calls, (Calls{"last", "last"}));
}

TEST(MockSocket, MayEndBeforeOrAfterItsTopics) {
  std::optional<Topic<Price>> prices(std::in_place);
  Board board{.prices = &*prices};
  std::optional<MockSocket> first(std::in_place, board);
  MockSocket second(board);
  board.connected(*first);
  board.connected(second);
  prices->publish({1});
  first.reset();
  prices->publish({2});
  prices.reset();
  EXPECT_EQ(second.deliver(), 2u);
}

TEST(MockSocket, TakesMessagesOfHandlesFromAnyThread) {
  Board board;
  std::optional<MockSocket> socket(std::in_place, board, MockSocketOptions{.mailbox = 3});
  const ViewHandle handle = socket->handle();
  EXPECT_TRUE(handle.alive());
  std::thread([&] {
    EXPECT_TRUE(handle.send<&Board::set>(1));
    EXPECT_TRUE(handle.send(2));
    EXPECT_TRUE(handle.send<&Board::set>(3));
    EXPECT_FALSE(handle.send<&Board::set>(4)) << "the mailbox is full";
  }).join();
  EXPECT_EQ(socket->waiting(), (Calls{"Board::set", "handle_info", "Board::set"}));
  EXPECT_EQ(socket->deliver(), 3u);
  EXPECT_EQ(board.calls, (Calls{"set 1", "info 2", "set 3"}));
  EXPECT_TRUE(handle.send<&Board::set>(5));
  socket.reset();
  EXPECT_FALSE(handle.alive());
  EXPECT_FALSE(handle.send<&Board::set>(6));
}

TEST(MockSocket, MayEndWhileThreadsSend) {
  Board board;
  auto socket = std::make_unique<MockSocket>(board);
  const ViewHandle handle = socket->handle();
  std::atomic<bool> may_send = false, ends = false;  // one at a time, lest deliver() never ends; at the end as many as it likes
  std::thread sender([&] {
    while (handle.alive())
      if (ends || may_send.exchange(false)) handle.send<&Board::set>(1);
  });
  while (board.calls.size() < 100) {
    may_send = true;
    socket->deliver();
  }
  ends = true;
  socket.reset();
  sender.join();
}

TEST(MockSocket, EndsWhatNeverEnds) {
  Board board;
  MockSocket socket(board);
  board.again(socket);
  EXPECT_TRUE(failure_of([&] { socket.deliver(); }).starts_with("deliver(): it never ends: Board::again is called again and again\n"));
}

struct Axis {
  int position = 0;
};

struct Robot {
  static constexpr bool survives = false;
  const Latest<Axis>* axis = nullptr;
  Calls calls = {};
  WatchId watch{};
  void mount(Socket& socket) { watch = socket.watch<&Robot::on_axis>(*axis, {.stale_after = 500ms}); }
  void on_axis(const Axis& now, Freshness freshness) {
    constexpr std::string_view kNames[] = {"live", "stale", "gone"};
    calls.push_back(std::to_string(now.position) + ' ' + std::string(kNames[static_cast<int>(freshness)]));
  }
  void on_name(const std::string& name) { calls.push_back(name); }
  void on_events(std::span<const int> events, std::uint64_t missed) {
    calls.push_back(std::to_string(events.size()) + " events, missed " + std::to_string(missed));
  }
  Html render() const { return HTML("<p></p>"); }
};

TEST(MockSocket, WatchesALatest) {
  std::optional<Latest<Axis>> axis(std::in_place);
  Robot robot{.axis = &*axis};
  MockSocket socket(robot);
  robot.mount(socket);
  EXPECT_EQ(robot.calls, Calls{"0 stale"}) << "before watch() returns";
  robot.mount(socket);
  EXPECT_EQ(robot.calls.size(), 1u) << "the same watch";
  EXPECT_TRUE(socket.is_watched(*axis));
  axis->publish({1});
  axis->publish({2});
  EXPECT_EQ(socket.deliver(), 1u);
  EXPECT_EQ(socket.deliver(), 0u);
  socket.advance(499ms);
  EXPECT_EQ(robot.calls.back(), "2 live");
  socket.advance(1ms);
  EXPECT_EQ(robot.calls.back(), "2 stale");

  socket.disconnect();
  axis->publish({3});
  EXPECT_EQ(socket.deliver(), 0u) << "nobody sees it";
  socket.connect();
  EXPECT_EQ(socket.deliver(), 1u);
  EXPECT_EQ(robot.calls.back(), "3 live");
  axis.reset();
  socket.deliver();
  EXPECT_EQ(robot.calls.back(), "3 gone");
  socket.unwatch(robot.watch);
}

TEST(MockSocket, DeliversTheFirstValueWhenItKnowsTheComponent) {
  Latest<Axis> axis(Axis{7});
  Robot robot{.axis = &axis};
  MockSocket socket({.connected = false});
  robot.mount(socket);
  EXPECT_TRUE(robot.calls.empty());
  EXPECT_TRUE(failure_of([&] { socket.deliver(); })
                  .starts_with("deliver(): the handler of a watch has no component to run on   make it MockSocket socket(component), or "
                               "give the component here\n"));
  EXPECT_EQ(socket.deliver(robot), 1u);
  EXPECT_EQ(robot.calls, Calls{"7 stale"});
}

TEST(MockSocket, WatchesGuardedValuesStreamsAndCharts) {
  Guarded<std::string> name(std::string("Ada"));
  Stream<int> stream(4);
  ChartFeed chart({"load"});
  Robot robot;
  MockSocket socket(robot);
  const WatchId named = socket.watch<&Robot::on_name>(name);
  const WatchId events = socket.watch<&Robot::on_events>(stream);
  const WatchId drawn = socket.watch(chart);
  EXPECT_EQ(robot.calls, Calls{"Ada"});
  EXPECT_TRUE(socket.is_watched(name) && socket.is_watched(stream) && socket.is_watched(chart));

  name.write([](std::string& text) { text = "Grace"; });
  for (int i = 0; i < 10; ++i) stream.publish(i);
  chart.publish(1, {0.5});
  EXPECT_EQ(socket.deliver(), 2u) << "of the chart nothing is called";
  EXPECT_EQ(robot.calls, (Calls{"Ada", "Grace", "4 events, missed 6"}));
  socket.advance(1h);
  EXPECT_EQ(robot.calls.size(), 3u) << "a Guarded is not stale";

  socket.unwatch(named);
  socket.unwatch(events);
  socket.unwatch(drawn);
  EXPECT_FALSE(socket.is_watched(name) || socket.is_watched(stream) || socket.is_watched(chart));
  stream.publish(1);
  EXPECT_EQ(socket.deliver(), 0u);
}

struct Motor {
  static constexpr bool survives = false;
  Command<int>* commands = nullptr;
  Calls calls = {};
  void faster(Socket& socket) { on_outcome(socket.send<&Motor::on_outcome>(*commands, 7)); }
  void on_outcome(const Outcome& outcome) {
    calls.push_back(outcome.accepted() ? "accepted" : outcome.done() ? "done" : std::string(outcome.reason()));
  }
  Html render() const { return HTML("<p></p>"); }
};

TEST(MockSocket, TellsWhatBecameOfCommands) {
  std::optional<Command<int>> commands(std::in_place, 2, CommandOptions{.expires_after = 5s});
  Motor motor{.commands = &*commands};
  MockSocket socket(motor);
  motor.faster(socket);
  EXPECT_EQ(socket.deliver(), 0u);
  int sum = 0;
  commands->drain([&](int value) { sum += value; });
  EXPECT_EQ(sum, 7);
  EXPECT_EQ(socket.deliver(), 1u);
  EXPECT_EQ(motor.calls, (Calls{"accepted", "done"}));

  motor.calls.clear();
  motor.faster(socket);
  motor.faster(socket);
  motor.faster(socket);
  EXPECT_EQ(motor.calls, (Calls{"accepted", "accepted", "too many commands wait for the host"}));
  socket.advance(4999ms);
  EXPECT_EQ(motor.calls.size(), 3u);
  socket.advance(1ms);
  EXPECT_EQ(motor.calls.back(), "the host did not take it in time");
  EXPECT_EQ(motor.calls.size(), 5u);
  EXPECT_EQ(commands->drain([](int) {}), 0u) << "refused for ever";

  motor.faster(socket);
  commands.reset();
  socket.deliver();
  EXPECT_EQ(motor.calls.back(), "the host is gone");
}

TEST(MockSocket, LeavesCommandsToTheHostWhenItEnds) {
  Command<int> commands(2);
  Motor motor{.commands = &commands};
  {
    MockSocket socket(motor);
    motor.faster(socket);
  }
  EXPECT_EQ(commands.drain([](int) {}), 1u);
  EXPECT_EQ(motor.calls, Calls{"accepted"});
}

TEST(MockSocket, ExpectsWhatIsForThePage) {
  MockSocket socket;
  socket.expect_no_push_event("added").expect_no_redirect();
  socket.push_event("added", 1);
  socket.push_event("added", 2);
  socket.push_event("cleared");
  socket.expect_push_event("added", 2).expect_push_event("added").expect_no_push_event("added").expect_push_event("cleared");

  EXPECT_THROW(socket.redirect("javascript:alert(1)"), Error);
  socket.expect_no_redirect();
  socket.redirect("/login");
  socket.redirect("/account");
  EXPECT_THROW(socket.expect_no_redirect(), Failure);
  EXPECT_TRUE(
      failure_of([&] { socket.expect_redirect("/login"); }).starts_with("expect_redirect(\"/login\"): the browser was sent to /account\n"));
  socket.expect_redirect("/account").expect_no_redirect();
}

// What is not a component but is given a component's socket.
struct Poller {
  TimerId timer{};
  void start(Socket& socket) { timer = socket.every<&Clock::tick>(250ms); }
  void stop(Socket& socket) const { socket.cancel(timer); }
};

TEST(MockSocket, TestsWhatTakesASocket) {
  MockSocket socket;
  Poller poller;
  poller.start(socket);
  EXPECT_EQ(socket.timer<&Clock::tick>().period(), 250ms);
  poller.stop(socket);
  EXPECT_TRUE(socket.timers().empty());
}

TEST(MockSocket, DoesNotMoveTheTimeOfOtherTests) {
  Clock one;
  Clock two;
  MockSocket first(one);
  Page page = live<Clock>();
  MockSocket second(two);
  one.mount(first);
  two.mount(second);
  first.advance(2s);
  EXPECT_EQ(two.ticks, 0);
  EXPECT_EQ(page.text("p"), "0");
  page.advance(1s);
  EXPECT_EQ(page.text("p"), "1");
  EXPECT_EQ(one.ticks, 2);
}

}  // namespace
}  // namespace golive::testing
