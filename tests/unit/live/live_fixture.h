#pragma once
// Views on a loop, driven by the test's own thread, with a transport that keeps what was sent.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/loop.h"
#include "base/timer.h"
#include "base/worker_pool.h"
#include "golive/golive.h"
#include "live/native_connection.h"
#include "live/runtime.h"
#include "live/view.h"
#include "protocol/codec.h"

namespace golive::live {

// The browser's end of a connection.
class FakeTransport final : public Transport {
 public:
  void send(std::string_view message) override { frames.emplace_back(message); }
  void send_binary(std::string_view message) override { frames.emplace_back(message); }
  std::size_t unsent() const noexcept override { return stalled ? 1 : 0; }
  void close(std::uint16_t code, std::string_view) override { close_code = code; }
  void move_to(Loop& loop, Arrival arrival) override {
    moved_to = &loop;
    moved = std::move(arrival);
  }

  std::string take() {
    if (frames.empty()) return "(no frame)";
    std::string frame = std::move(frames.front());
    frames.erase(frames.begin());
    return frame;
  }

  std::vector<std::string> frames;
  bool stalled = false;
  std::uint16_t close_code = 0;
  Loop* moved_to = nullptr;
  Arrival moved;
};

class LiveTest : public ::testing::Test, public Resolver {
 protected:
  LiveTest()
      : pool_(2),
        loop_(std::make_shared<Loop>(0, std::chrono::milliseconds{2})),
        runtime_(
            *loop_, settings(), {security::random_key()}, *this, [this]() -> WorkerPool& { return pool_; }, quota_) {}
  // Before what a test's components point to is gone.
  void TearDown() override {
    run([&] { runtime_.end_all(); });
    pool_.finish();  // what it runs uses the runtime
  }

  // Of the next test; a fixture that wants others sets them before it is made.
  static inline ParkingLimits limits{};

  static Settings settings() {
    return {.hash_key = 7,
            .token_lifetime = std::chrono::hours{1},
            .join_within = std::chrono::milliseconds{50},
            .mailbox = 4,
            .development = true,
            .parking = limits};
  }

  // A live route for every component type of a test, at /NAME.
  template <class C, class Make>
  const LiveRoute& route(Make make, bool blocking = false) {
    routes_.push_back(std::make_unique<LiveRoute>(LiveRoute{.index = static_cast<std::uint32_t>(routes_.size()),
                                                            .pattern = "/" + std::to_string(routes_.size()),
                                                            .type = &detail::component_type<C>(),
                                                            .factory = detail::ComponentFactory::of<C>(std::move(make)),
                                                            .blocking = blocking,
                                                            .time_budget = std::chrono::milliseconds{100},
                                                            .page_head = {}}));
    return *routes_.back();
  }
  template <class C>
  const LiveRoute& route() {
    return route<C>([] { return C{}; });
  }

  Target resolve(const Url& url, const Visitor&) override {
    for (const auto& each : routes_)
      if (each->pattern == url.path) return {.route = each.get(), .params = Params::parse(url.query)};
    return {};
  }

  // Runs `action` on the loop, and what was posted before it.
  void run(const std::function<void()>& action) {
    loop_->post([&] {
      action();
      loop_->stop();
    });
    loop_->run();
  }

  // Runs the loop until `condition` holds; a test that waits in vain fails.
  void run_until(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    bool met = false;
    std::unique_ptr<Timer> look;
    look = std::make_unique<Timer>(*loop_, [&] {
      met = condition();
      if (met || std::chrono::steady_clock::now() > end) return loop_->stop();
      look->start(std::chrono::milliseconds{1});
    });
    look->start(std::chrono::nanoseconds{1});
    loop_->run();
    ASSERT_TRUE(met) << "waited 10 s";
  }

  // One browser with a page of `route`. It closes when the test is done with it.
  struct Browser {
    explicit Browser(LiveTest& browsers_test) : test(browsers_test) {}
    ~Browser() { test.leave(*this); }
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;

    LiveTest& test;
    FakeTransport transport;
    std::unique_ptr<Connection> connection;
    std::string token;
    std::string url;

    std::string take() { return transport.take(); }
  };

  std::unique_ptr<Browser> browser(const LiveRoute& route, std::string_view query = {}, std::uint64_t digest = 0) {
    auto made = std::make_unique<Browser>(*this);
    made->connection =
        std::make_unique<NativeConnection>(runtime_, protocol::native_codec(), made->transport, Visitor{.peer = "127.0.0.1"});
    made->url = route.pattern + std::string(query);
    runtime_.signer().sign({.route = route.index, .loop = 0, .view = security::random_number(), .digest = digest, .expires = 4'000'000'000},
                           {}, route.pattern, made->token);
    return made;
  }

  void say(Browser& browser, std::string_view message) {
    run([&] { browser.connection->on_message(message); });
  }
  // `seq`: the newest frame it has applied, `ack`: the newest event answered.
  void join(Browser& browser, int seq = 0, int ack = 0) {
    say(browser, R"([0,"join",{"token":")" + browser.token + R"(","url":")" + browser.url + R"(","seq":)" + std::to_string(seq) +
                     R"(,"ack":)" + std::to_string(ack) + "},0]");
  }
  // The page is closed.
  void leave(Browser& browser) {
    if (browser.connection == nullptr) return;
    say(browser, R"([0,"leave",null,0])");
    close(browser, 1000);
  }
  // The connection ends, for whatever reason.
  void close(Browser& browser, std::uint16_t code) {
    run([&] { browser.connection->on_closed(code); });
  }
  // The same page with a new connection.
  std::unique_ptr<Browser> back(const Browser& before) {
    auto made = std::make_unique<Browser>(*this);
    made->connection =
        std::make_unique<NativeConnection>(runtime_, protocol::native_codec(), made->transport, Visitor{.peer = "127.0.0.1"});
    made->token = before.token;
    made->url = before.url;
    return made;
  }

  std::unique_ptr<Browser> joined(const LiveRoute& route, std::string_view query = {}) {
    auto made = browser(route, query);
    join(*made);
    made->take();
    return made;
  }

  // The page as its GET is answered. `park`: its view waits for the browser.
  View::Page get(const LiveRoute& route, bool park = false, std::string_view peer = "127.0.0.1") {
    return get(route, park, peer, security::random_number());
  }
  View::Page get(const LiveRoute& route, bool park, std::string_view peer, std::uint64_t number) {
    View::Page page;
    bool done = false;
    run([&] {
      std::make_shared<View>(runtime_, route, number)
          ->serve({.params = {}, .session = {}, .url = {route.pattern, {}}, .peer = std::string(peer)}, park, [&](View::Page made) {
            page = std::move(made);
            done = true;
          });
    });
    if (!done) run_until([&] { return done; });
    return page;
  }
  // A browser that has loaded the page and not joined yet.
  std::unique_ptr<Browser> visit(const LiveRoute& route, std::string_view peer = "127.0.0.1") {
    const std::uint64_t number = security::random_number();
    const View::Page page = get(route, true, peer, number);
    auto made = browser(route);
    made->token.clear();
    runtime_.signer().sign({.route = route.index, .loop = 0, .view = number, .digest = page.digest, .expires = 4'000'000'000}, {},
                           route.pattern, made->token);
    return made;
  }

  Counters& counters() { return runtime_.counters(); }

  WorkerPool pool_;  // the last to go: what waits in the loop's queue may hold a lane
  std::shared_ptr<Loop> loop_;
  std::vector<std::unique_ptr<LiveRoute>> routes_;
  std::shared_ptr<ParkingQuota> quota_ = std::make_shared<ParkingQuota>(limits);
  Runtime runtime_;
};

}  // namespace golive::live
