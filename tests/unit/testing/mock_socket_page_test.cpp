// The same component with a MockSocket and on a page in memory: whatever is done to both, it sees the same calls in the same order.
#include <golive/testing.h>
#include <golive/testing/mocks.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"

namespace golive::testing {
namespace {

// Steps are this long, and so are timers, or multiples of it. What a page looks at once a frame comes up to 17 ms later than it is there,
// what gets stale up to 34: each in a part of a step of its own, so that a mock, which looks at once, has them in the same order.
constexpr Duration kStep = 75ms;
constexpr Duration kExpiresAfter = 3 * kStep + 18ms;
constexpr Duration kStaleAfter = 2 * kStep + 36ms;

// What a component is surrounded by.
struct Host {
  Topic<int> numbers;
  Topic<std::string> texts;
  Latest<int> latest;
  Stream<int> stream{8};
  Command<int> commands{4, {.expires_after = kExpiresAfter}};
  ViewHandle handle;
  std::vector<std::string> calls;
  int pushed = 0;
};

struct Witness {
  static constexpr bool survives = false;
  Host* host = nullptr;
  std::vector<TimerId> timers = {};
  std::vector<SubscriptionId> subscriptions = {};
  std::vector<WatchId> watches = {};

  void saw(const std::string& call) { host->calls.push_back(call); }
  template <class Id>
  void made(const char* what, std::vector<Id>& all, Id id) {
    saw(what + std::to_string(static_cast<std::uint64_t>(id)));
    all.push_back(id);
  }
  template <class Id>
  static Id one_of(const std::vector<Id>& all, int n) {
    return all.empty() ? Id{} : all[static_cast<std::size_t>(n) % all.size()];
  }

  void mount(Socket& socket) {
    host->handle = socket.handle();
    saw(socket.connected() ? "mount with a browser" : "mount");
  }
  void connected(Socket& socket) {
    saw(socket.connected() ? "connected" : "connected to nobody");
    made("timer ", timers, socket.every<&Witness::beat>(2 * kStep));
  }

  static constexpr int kActs = 17;
  void act(Socket& socket, int what, int n) {
    switch (what) {
      case 0:
        return made("timer ", timers, socket.every<&Witness::beat>(kStep * (1 + n % 3)));
      case 1:
        return made("timer ", timers, socket.every<&Witness::slow>(3 * kStep));
      case 2:
        return made("timer ", timers, socket.send_after<&Witness::once>(kStep * (1 + n % 5), n, std::to_string(n)));
      case 3:
        return socket.cancel(one_of(timers, n));
      case 4:
        return made("subscription ", subscriptions, socket.subscribe<&Witness::on_number>(host->numbers));
      case 5:
        return made("subscription ", subscriptions, socket.subscribe<&Witness::on_text>(host->texts));
      case 6:
        return made("subscription ", subscriptions, socket.subscribe(host->numbers));
      case 7:
        return socket.unsubscribe(one_of(subscriptions, n));
      case 8:
        return made("watch ", watches, socket.watch<&Witness::on_latest>(host->latest, {.stale_after = kStaleAfter}));
      case 9:
        return made("watch ", watches, socket.watch<&Witness::on_events>(host->stream, {.from_now = n % 2 == 0}));
      case 10:
        return socket.unwatch(one_of(watches, n));
      case 11:
        return on_outcome(socket.send<&Witness::on_outcome>(host->commands, n));
      case 12:
        return socket.push_event("pushed", ++host->pushed);
      case 13:
        return host->numbers.publish(1000 + n);
      case 14:
        return saw(socket.handle().send<&Witness::on_text>("to myself") ? "sent" : "not sent");
      case 15:
        return socket.session().put("n", n);
      default:
        return saw("session " + std::to_string(socket.session().get<int>("n").value_or(-1)));
    }
  }

  void beat() { saw("beat"); }
  void slow(Socket& socket) {
    saw("slow");
    if (timers.size() % 3 == 0) act(socket, 3, static_cast<int>(timers.size()));
  }
  void once(Socket& socket, int n, const std::string& text) {
    saw("once " + text);
    act(socket, n % kActs, n / 2);
  }
  void on_number(Socket& socket, int n) {
    saw("number " + std::to_string(n));
    // A topic that is subscribed to while it delivers may give its present value too.
    const int what = n / 4 % kActs;
    if (n < 1000 && n % 4 == 0 && (what < 4 || what > 6)) act(socket, what, n);
  }
  void on_text(const std::string& text) { saw("text " + text); }
  void handle_info(const Message& message) { saw("info " + std::to_string(message.get<int>() ? *message.get<int>() : -1)); }
  void on_latest(int value, Freshness freshness) {
    saw("latest " + std::to_string(value) + (freshness == Freshness::live ? " live" : " stale"));
  }
  void on_events(std::span<const int> events, std::uint64_t missed) {
    saw("events " + std::to_string(events.size()) + " to " + std::to_string(events.empty() ? -1 : events.back()) + " missed " +
        std::to_string(missed));
  }
  void on_outcome(const Outcome& outcome) {
    saw("outcome " + std::to_string(outcome.ticket) +
        (outcome.accepted() ? " accepted"
         : outcome.done()   ? " done "
                            : " refused ") +
        std::string(outcome.reason()));
  }
  Html render() const { return HTML("<p></p>"); }
};

// What is done from outside, with the time that passes after it.
struct Step {
  enum What { act, number, text, value, event, message, drain, kWhats } what;
  int act_number;
  int n;
};

std::vector<Step> random_steps(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Step> steps;
  for (int i = 0; i < 60; ++i) {
    // Most of what happens is asked for by the component.
    const auto what = random() % 2 == 0 ? Step::act : static_cast<Step::What>(random() % Step::kWhats);
    steps.push_back({what, static_cast<int>(random() % Witness::kActs), static_cast<int>(random() % 100)});
  }
  return steps;
}

// What a host's threads do; the rest differs between page and mock.
void do_in_host(Host& host, const Step& step) {
  switch (step.what) {
    case Step::act:
      host.handle.send<&Witness::act>(step.act_number, step.n);
      break;
    case Step::number:
      host.numbers.publish(step.n);
      break;
    case Step::text:
      host.texts.publish("text" + std::to_string(step.n));
      break;
    case Step::value:
      host.latest.publish(step.n);
      break;
    case Step::event:
      for (int i = 0; i <= step.n % 12; ++i) host.stream.publish(step.n + i);
      break;
    case Step::message:
      host.handle.send(step.n);
      break;
    case Step::drain:
      host.commands.drain([](int n) { return n % 3 == 0 ? refuse("no") : Outcome{}; });
      break;
    case Step::kWhats:
      break;
  }
}

// Several steps happen at one time.
bool lets_time_pass(const Step& step) { return step.n % 3 != 0; }

// A page takes up to a frame more to show what has come. The next step is again so many steps after the first one.
Duration advance_by_steps(Page& page, Duration since) {
  const Duration before = monotonic_now().time_since_epoch();
  const auto passed = [&] { return monotonic_now().time_since_epoch() - since; };
  do page.advance(kStep - passed() % kStep);
  while (passed() % kStep != 0ns);
  return monotonic_now().time_since_epoch() - before;
}

// Returns how much time passed after each step.
std::vector<Duration> run_on_page(Host& host, const std::vector<Step>& steps) {
  Page page = live([&] { return Witness{.host = &host}; });
  const Duration since = monotonic_now().time_since_epoch();
  std::vector<Duration> times;
  for (const Step& step : steps) {
    do_in_host(host, step);
    times.push_back(lets_time_pass(step) ? advance_by_steps(page, since) : 0ns);
  }
  times.back() += advance_by_steps(page, since);
  for (int n = 1; n <= host.pushed; ++n) page.expect_push_event("pushed", n);
  page.expect_no_push_event("pushed");
  return times;
}

void run_on_mock(Host& host, const std::vector<Step>& steps, const std::vector<Duration>& times) {
  Witness witness{.host = &host};
  MockSocket socket(witness, {.connected = false});
  witness.mount(socket);
  socket.connect();
  witness.connected(socket);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    do_in_host(host, steps[i]);
    if (times[i] > 0ns) socket.advance(times[i]);
  }
  for (int n = 1; n <= host.pushed; ++n) socket.expect_push_event("pushed", n);
  socket.expect_no_push_event("pushed");
}

// The calls up to the first that differs.
std::string up_to_difference(const std::vector<std::string>& mock, const std::vector<std::string>& page) {
  std::string text;
  for (std::size_t i = 0; i < std::max(mock.size(), page.size()); ++i) {
    const std::string& left = i < mock.size() ? mock[i] : "nothing";
    const std::string& right = i < page.size() ? page[i] : "nothing";
    if (left != right) return text + "\nmock: " + left + "\npage: " + right;
    text += left + '\n';
  }
  return text;
}

TEST(MockSocketAndPage, ShowAComponentTheSame) {
  std::size_t calls = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    const std::vector<Step> steps = random_steps(seed);
    Host on_page;
    Host on_mock;
    run_on_mock(on_mock, steps, run_on_page(on_page, steps));
    ASSERT_TRUE(on_mock.calls == on_page.calls) << "seed " << seed << '\n' << up_to_difference(on_mock.calls, on_page.calls);
    calls += on_page.calls.size();
  }
  EXPECT_GT(calls, 5000u);
}

// A page takes some time to come back, so what is due meanwhile is not compared.
TEST(MockSocketAndPage, ShowAComponentTheSameWhenItsBrowserComesBack) {
  const std::vector<Step> before = {{Step::act, 4, 0}, {Step::act, 8, 0}, {Step::act, 9, 1}, {Step::value, 0, 1}, {Step::act, 3, 0}};
  const std::vector<Step> meanwhile = {{Step::value, 0, 2}, {Step::event, 0, 3}, {Step::number, 0, 5}, {Step::message, 0, 6}};

  Host on_page;
  Page page = live([&] { return Witness{.host = &on_page}; });
  for (const Step& step : before) do_in_host(on_page, step), page.advance(kStep);
  page.disconnect();
  for (const Step& step : meanwhile) do_in_host(on_page, step);
  page.advance(kStep);
  page.reconnect();

  Host on_mock;
  Witness witness{.host = &on_mock};
  MockSocket socket(witness, {.connected = false});
  witness.mount(socket);
  socket.connect();
  witness.connected(socket);
  for (const Step& step : before) do_in_host(on_mock, step), socket.advance(kStep);
  socket.disconnect();
  for (const Step& step : meanwhile) do_in_host(on_mock, step);
  socket.advance(kStep);
  socket.connect().deliver();
  witness.connected(socket);

  EXPECT_EQ(on_mock.calls, on_page.calls);
  EXPECT_GE(on_mock.calls.size(), 12u);
}

}  // namespace
}  // namespace golive::testing
