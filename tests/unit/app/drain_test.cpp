// What browsers and visitors see when an app stops.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/loop.h"
#include "golive/golive.h"
#include "unit/app/visitor.h"

namespace golive {
namespace {

using test::Visitor;

struct Ledger {
  std::atomic<int> mounts = 0;
  std::atomic<int> shutdowns = 0;
  std::atomic<int> others = 0;
  std::atomic<bool> in_mount = false;
};

struct Page {
  Service<Ledger> ledger;
  int clicks = 0;
  void mount() { ++ledger->mounts; }
  void click() { ++clicks; }
  void terminate(TerminateReason reason) { ++(reason == TerminateReason::shutdown ? ledger->shutdowns : ledger->others); }
  Html render() const { return HTML(R"(<p lv-click={}>{clicks}</p>)", on<&Page::click>(), clicks); }
};

struct SlowPage {
  Service<Ledger> ledger;
  void mount() {
    ledger->in_mount = true;
    std::this_thread::sleep_for(200ms);  // what a blocking route is for
  }
  Html render() const { return HTML("<p>done</p>"); }
};

struct Flood {
  std::string text;
  void connected(Socket& socket) { socket.every<&Flood::more>(1ms); }
  void more() { text = std::string(1'000'000, text.starts_with('a') ? 'b' : 'a'); }
  Html render() const { return HTML("<p>{text}</p>", text); }
};

class Drain : public ::testing::Test {
 protected:
  explicit Drain(Config config = {}) : app_(std::move(config)) {
    app_.live("/", [this] { return Page{ledger_}; }).live<Flood>("/flood");
    app_.live("/slow", [this] { return SlowPage{ledger_}; }, {.blocking = true});
    app_.listen("127.0.0.1", 0).start();
  }
  std::chrono::steady_clock::duration stop() {
    const auto begin = std::chrono::steady_clock::now();
    app_.stop();
    return std::chrono::steady_clock::now() - begin;
  }
  Ledger ledger_;
  App app_;
};

// Each browser is told, and each another time to come back: the next server is not asked by all of them at once.
TEST_F(Drain, TellsEachBrowserWhenToComeBack) {
  std::vector<test::Tab> browsers;
  for (int i = 0; i < 20; ++i) browsers.push_back(Visitor(app_.port()).join("/"));
  auto stopped = std::async(std::launch::async, [this] { return stop(); });
  std::set<int> times;
  for (const auto& browser : browsers) {
    const std::string frame = browser.socket->read().payload;
    const std::string beginning = R"([0,0,"x",{"reason":"shutdown","after":)";
    ASSERT_TRUE(frame.starts_with(beginning)) << frame;
    const int after = std::stoi(frame.substr(beginning.size()));
    EXPECT_GE(after, 100);
    EXPECT_LE(after, 1'100);
    times.insert(after);
    EXPECT_EQ(browser.socket->read_close(), 1001);
    browser.socket->tcp.send(test::client_frame(0x88, test::close_payload(1001)));
  }
  EXPECT_GE(times.size(), 10u);
  EXPECT_LT(stopped.get(), 5s);  // all have said goodbye: nothing waits for a time limit
}

TEST_F(Drain, ARequestThatIsBeingAnsweredGetsItsAnswer) {
  auto answer = std::async(std::launch::async, [this] { return Visitor(app_.port()).get("/slow", "Connection: close\r\n"); });
  ASSERT_TRUE(test::eventually([this] { return ledger_.in_mount.load(); }));
  app_.stop();
  const std::string page = answer.get();
  EXPECT_EQ(Visitor::status_of(page), 200);
  EXPECT_NE(page.find("<p>done</p>"), std::string::npos);
}

class ShortDrain : public Drain {
 protected:
  ShortDrain() : Drain(Config{.stop_within = 300ms}) {}
};

TEST_F(ShortDrain, ABrowserThatReadsNothingDoesNotHoldIt) {
  const auto slow = Visitor(app_.port()).join("/flood");
  ASSERT_TRUE(slow.attached());
  ASSERT_TRUE(test::eventually([this] { return app_.stats().views == 1 && app_.stats().renders > 3; }));
  EXPECT_LT(stop(), 3s);
}

class DrainOfTwoLoops : public Drain {
 protected:
  DrainOfTwoLoops() : Drain(Config{.threads = 2, .stop_within = 2s}) {}
};

TEST_F(DrainOfTwoLoops, UnderLoadEndsInTimeAndEveryViewOnce) {
  std::atomic<int> joined = 0;
  const std::uint16_t port = app_.port();
  std::vector<std::jthread> crowd;
  for (int i = 0; i < 8; ++i) {
    crowd.emplace_back([&] {
      for (;;) {
        if (!test::TcpClient(port).connected()) return;
        const auto page = Visitor(port).join("/");
        if (!page.attached()) return;
        ++joined;
        for (int click = 1; click < 20; ++click) {
          page.socket->text("[" + std::to_string(click) + R"(,"click",null,1])");
          const test::Frame frame = page.socket->read();
          if (frame.opcode != 1 || frame.payload.find("shutdown") != std::string::npos) return;
        }
      }
    });
  }
  ASSERT_TRUE(test::eventually([&] { return joined > 20; }));
  EXPECT_LT(stop(), 5s);
  EXPECT_FALSE(test::TcpClient(port).connected());
  crowd.clear();
  EXPECT_GT(ledger_.shutdowns, 0);
  EXPECT_EQ(ledger_.shutdowns + ledger_.others, ledger_.mounts);
}

struct Busy {
  static inline std::atomic<bool> begun = false;
  void work() {
    begun = true;
    std::this_thread::sleep_for(300ms);  // what a blocking route is for
  }
  Html render() const { return HTML("<p lv-click={}></p>", on<&Busy::work>()); }
};

// Whoever publishes holds the loop for a moment, and may be the last to let it go. A view that was left in its queue was destroyed then,
// after the workers and all else of its app: a sanitizer sees what it touched.
TEST(DrainOfALoop, ThatSomebodyHoldsLeavesNothingInIt) {
  std::shared_ptr<Loop> held;
  {
    App app(Config{.threads = 1});
    app.live<Busy>("/", {.blocking = true});
    app.get("/hold", [&](const Request&) { return held = Loop::current()->shared_from_this(), Response::text("held"); });
    app.listen("127.0.0.1", 0).start();
    Visitor(app.port()).get("/hold");
    {
      test::Tab tab(app.port());
      tab.send("work");
      ASSERT_TRUE(test::eventually([] { return Busy::begun.load(); }));
    }
    // Nobody is there to say goodbye to: the loop ends before the worker does.
    ASSERT_TRUE(test::eventually([&] { return app.stats().views == 0; }));
  }
  ASSERT_NE(held, nullptr);
  held.reset();
}

TEST_F(Drain, AParkedViewEndsToo) {
  Visitor(app_.port()).get("/");
  app_.stop();
  EXPECT_EQ(ledger_.mounts, 1);
  EXPECT_EQ(ledger_.shutdowns, 1);
}

}  // namespace
}  // namespace golive
