// What a page shows of a Latest that a thread of the host publishes.
#include <atomic>
#include <limits>
#include <optional>
#include <semaphore>
#include <thread>

#include "golive/latest.h"
#include "live_fixture.h"

namespace golive::live {
namespace {

using namespace std::chrono_literals;

std::string_view word(Freshness freshness) {
  switch (freshness) {
    case Freshness::live:
      return "live";
    case Freshness::stale:
      return "stale";
    case Freshness::gone:
      return "gone";
  }
  return "";
}

struct Host {
  std::optional<Latest<double>> level{std::in_place, 1.5};
  Duration stale_after = 1h;
  int calls = 0;
  double newest = 0;
  WatchId first{};
  WatchId again{};
};

struct Gauge {
  Service<Host> host;
  double level = 0;
  std::string freshness = {};

  void mount(Socket& socket) { host->first = socket.watch<&Gauge::on_level>(*host->level, {.stale_after = host->stale_after}); }
  void connected(Socket& socket) {
    if (host->level) host->again = socket.watch<&Gauge::on_level>(*host->level);
  }
  void on_level(const double& now, Freshness how) {
    ++host->calls;
    host->newest = level = now;
    freshness = word(how);
  }
  void stop(Socket& socket) { socket.unwatch(host->again); }
  Html render() const { return HTML(R"(<i lv-click={}>{level}</i><b>{freshness}</b>)", on<&Gauge::stop>(), level, freshness); }
};

class WatchTest : public LiveTest {
 protected:
  const LiveRoute& gauge(bool blocking = false) {
    return route<Gauge>([this] { return Gauge{.host = host_}; }, blocking);
  }
  bool shows(Browser& page, std::string_view text) {
    return !page.transport.frames.empty() && page.transport.frames.back().find(text) != std::string::npos;
  }
  void wait_for(Browser& page, std::string_view text) {
    run_until([&] { return shows(page, text); });
  }
  Host host_;
};

TEST_F(WatchTest, ThePageOfAGetShowsThePresentValue) {
  host_.level->publish(2.5);
  EXPECT_NE(get(gauge()).markup.find("2.5"), std::string::npos);
  EXPECT_EQ(host_.calls, 1);
}

TEST_F(WatchTest, AValueThatWasNeverPublishedIsStale) {
  EXPECT_NE(get(gauge()).markup.find("<b>stale</b>"), std::string::npos);
  host_.level->publish(2.5);
  EXPECT_NE(get(gauge()).markup.find("<b>live</b>"), std::string::npos);
}

TEST_F(WatchTest, AValueOfAnotherThreadIsShown) {
  host_.level->publish(2);
  const auto page = joined(gauge());
  std::thread([&] { host_.level->publish(7); }).join();
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"1":7}}])");
}

TEST_F(WatchTest, TheHandlerRunsAtMostOncePerFrameWithTheNewestValue) {
  const auto page = joined(gauge());
  const int before = host_.calls;
  const auto begin = std::chrono::steady_clock::now();
  std::uint64_t published = 0;
  run_until([&] {
    for (int i = 0; i < 100; ++i) host_.level->publish(static_cast<double>(++published));
    return std::chrono::steady_clock::now() - begin > 200ms;
  });
  EXPECT_GE(host_.calls - before, 3);
  EXPECT_LE(host_.calls - before, 13) << published << " values in 200 ms are at most 12 frames of 16.7 ms";
  host_.level->publish(-1);
  run_until([&] { return host_.newest == -1; });
}

TEST_F(WatchTest, AValueThatDoesNotChangeCallsNobody) {
  const auto page = joined(gauge());
  const std::uint64_t renders = counters().renders.value();
  const auto begin = std::chrono::steady_clock::now();
  run_until([&] { return std::chrono::steady_clock::now() - begin > 60ms; });
  EXPECT_EQ(host_.calls, 1);
  EXPECT_EQ(counters().renders.value(), renders);
}

TEST_F(WatchTest, TheSameWatchAgainIsTheOneThatIsThere) {
  const auto page = joined(gauge());
  EXPECT_NE(host_.first, WatchId{});
  EXPECT_EQ(host_.first, host_.again);
  host_.level->publish(7);
  wait_for(*page, "7");
  EXPECT_EQ(host_.calls, 2);
}

TEST_F(WatchTest, WhoWatchesNoMoreHearsNothingAndCostsNothing) {
  const auto page = joined(gauge());
  EXPECT_TRUE(runtime_.sampler().running());
  say(*page, R"([1,"stop",null,1])");
  EXPECT_FALSE(runtime_.sampler().running());
  host_.level->publish(7);
  run([] {});
  EXPECT_EQ(host_.calls, 1);
}

TEST_F(WatchTest, NoTimerRunsWithoutABrowser) {
  const auto page = visit(gauge());
  EXPECT_FALSE(runtime_.sampler().running()) << "served, and nobody has joined";
  join(*page);
  EXPECT_TRUE(runtime_.sampler().running());
  const auto other = joined(gauge());
  close(*page, 1006);
  EXPECT_TRUE(runtime_.sampler().running()) << "another browser is there";
  leave(*other);
  EXPECT_FALSE(runtime_.sampler().running()) << "parked";
}

TEST_F(WatchTest, AHostThatStopsIsStaleAndOneThatGoesOnIsFreshAgain) {
  host_.stale_after = 40ms;
  host_.level->publish(2);
  const auto page = joined(gauge());
  wait_for(*page, "stale");
  host_.level->publish(2);
  wait_for(*page, "live");
  wait_for(*page, "stale");
  EXPECT_EQ(host_.calls, 4);
}

TEST_F(WatchTest, AHostThatDestroysTheValueLeavesItMarkedGone) {
  const auto page = joined(gauge());
  host_.level->publish(9);
  host_.level.reset();
  wait_for(*page, "gone");
  EXPECT_TRUE(shows(*page, "9")) << page->transport.frames.back();
  const int calls = host_.calls;
  const auto begin = std::chrono::steady_clock::now();
  run_until([&] { return std::chrono::steady_clock::now() - begin > 40ms; });
  EXPECT_EQ(host_.calls, calls);
}

TEST_F(WatchTest, AParkedViewIsLeftAloneAndHasTheNewestValueBeforeItIsShown) {
  const auto page = joined(gauge());
  close(*page, 1006);
  const int before = host_.calls;
  for (int i = 1; i <= 100; ++i) host_.level->publish(i);
  run([] {});
  EXPECT_EQ(host_.calls, before);
  const auto again = back(*page);
  join(*again, 1);
  EXPECT_EQ(host_.calls, before + 1);
  EXPECT_EQ(again->take(), R"([2,0,"d",{"d":{"1":100,"2":"live"}}])");
}

TEST_F(WatchTest, AHiddenPageIsLeftAloneAndHasTheNewestValueWhenItIsSeen) {
  const auto page = joined(gauge());
  say(*page, R"([0,"hide",null,1])");
  EXPECT_FALSE(runtime_.sampler().running());
  host_.level->publish(1);
  host_.level->publish(2);
  run([] {});
  EXPECT_EQ(host_.calls, 1);
  say(*page, R"([0,"show",null,1])");
  wait_for(*page, R"({"1":2,"2":"live"})");
  EXPECT_EQ(host_.calls, 2);
}

TEST_F(WatchTest, AHostThatStoppedWhileTheBrowserWasAwayIsStaleAtOnce) {
  host_.stale_after = 1ms;
  host_.level->publish(2);
  const auto page = joined(gauge());
  close(*page, 1006);
  const auto begin = std::chrono::steady_clock::now();
  run_until([&] { return std::chrono::steady_clock::now() - begin > 2ms; });
  const auto again = back(*page);
  join(*again, 1);
  EXPECT_EQ(again->take(), R"([2,0,"d",{"d":{"2":"stale"}}])");
}

TEST_F(WatchTest, APageThatWaitedForItsSocketIsAdoptedAndThenCurrent) {
  const auto page = visit(gauge());
  host_.level->publish(3);
  join(*page);
  EXPECT_TRUE(page->take().starts_with(R"([1,0,"s",)"));
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"1":3,"2":"live"}}])");
}

TEST_F(WatchTest, NotANumberAndInfinityReachTheHandler) {
  const auto page = joined(gauge());
  host_.level->publish(std::numeric_limits<double>::quiet_NaN());
  wait_for(*page, "NaN");
  host_.level->publish(std::numeric_limits<double>::infinity());
  wait_for(*page, "Infinity");
}

TEST_F(WatchTest, ABlockingViewGetsTheNewestWhenItHasTime) {
  auto page = browser(gauge(true));
  join(*page);
  run_until([&] { return !page->transport.frames.empty(); });
  for (int i = 1; i <= 50; ++i) {
    host_.level->publish(i);
    run([] {});
  }
  wait_for(*page, "50");
}

// A feed that counts how often it is copied.
class CountedFeed final : public detail::FeedCore {
 public:
  std::shared_ptr<detail::FeedBatch> make_batch() const override { return std::make_shared<Batch>(*this); }
  std::uint64_t position() const noexcept override { return published; }
  std::uint64_t oldest() const noexcept override { return 0; }

  std::uint64_t published = 0;
  mutable int copies = 0;

 private:
  class Batch final : public detail::FeedBatch {
   public:
    explicit Batch(const CountedFeed& feed) : feed_(feed) {}
    void read(std::uint64_t) override {
      ++feed_.copies;
      end_ = feed_.published;
    }
    detail::FeedPiece after(std::uint64_t next) const override { return {.values = &end_, .count = next < end_ ? 1u : 0u}; }

   private:
    const CountedFeed& feed_;
  };
};

struct Crowd {
  std::shared_ptr<CountedFeed> feed = std::make_shared<CountedFeed>();
  std::function<void(int)> then = [](int) {};  // the visitor's number
  int visitors = 0;
  int calls = 0;
  int ended = 0;
};

struct Viewer {
  Service<Crowd> crowd;
  int number = 0;
  std::uint64_t seen = 0;

  void mount() { number = ++crowd->visitors; }
  void on_value(const std::uint64_t& value) {
    ++crowd->calls;
    seen = value;
    if (value > 0) crowd->then(number);
  }
  void terminate(TerminateReason) { ++crowd->ended; }
  Html render() const { return HTML("<i>{seen}</i>", seen); }
};

class CrowdTest : public LiveTest {
 protected:
  // `count` pages of views that watch the feed, each with a browser.
  void fill(int count) {
    const LiveRoute& at = route<Viewer>([this] { return Viewer{.crowd = crowd_}; });
    for (int i = 0; i < count; ++i) {
      pages_.push_back(browser(at));
      const std::uint64_t number = security::random_number();
      views_.push_back(std::make_shared<View>(runtime_, at, number));
      run([&] {
        views_.back()->join(*pages_.back()->connection, {.params = {}, .session = {}, .url = {at.pattern, {}}}, {});
        watch(*views_.back());
      });
      pages_.back()->take();
    }
  }
  void TearDown() override {
    run([&] {
      for (const auto& view : views_) view->end(TerminateReason::normal);
    });
    LiveTest::TearDown();
  }
  void watch(View& view) { watch(view, crowd_.feed); }
  static void watch(View& view, std::shared_ptr<CountedFeed> feed) {
    view.add_watch(std::move(feed), detail::value_call<&Viewer::on_value, std::uint64_t>(),
                   {.stale_after_ns = 1LL << 60, .is_value = true});
  }

  Crowd crowd_;
  std::vector<std::shared_ptr<View>> views_;
  std::vector<std::unique_ptr<Browser>> pages_;
};

TEST_F(CrowdTest, AValueIsCopiedOncePerFrameForAHundredViews) {
  fill(100);
  const int before = crowd_.feed->copies;
  crowd_.calls = 0;
  ++crowd_.feed->published;
  run_until([&] { return crowd_.calls == 100; });
  EXPECT_EQ(crowd_.feed->copies, before + 1);
  for (const auto& page : pages_) run_until([&] { return !page->transport.frames.empty(); });
}

TEST_F(CrowdTest, AHandlerThatThrowsEndsItsViewOnly) {
  fill(10);
  crowd_.calls = 0;
  crowd_.then = [](int visitor) {
    if (visitor == 3) throw std::runtime_error("from a watch");
  };
  ++crowd_.feed->published;
  run_until([&] { return crowd_.calls == 10; });
  EXPECT_EQ(crowd_.ended, 1);
  ++crowd_.feed->published;
  run_until([&] { return crowd_.calls == 19; });
}

TEST_F(CrowdTest, AHandlerMayEndOtherViewsAndBringNewWatches) {
  fill(10);
  const auto other = std::make_shared<CountedFeed>();
  crowd_.calls = 0;
  bool done = false;
  crowd_.then = [&](int visitor) {
    if (visitor != 2 || std::exchange(done, true)) return;
    for (const std::size_t leaving : {0u, 2u, 9u}) views_[leaving]->end(TerminateReason::normal);
    watch(*views_[5], other);
  };
  ++crowd_.feed->published;
  run_until([&] { return crowd_.calls == 8 + 1; });
  EXPECT_EQ(crowd_.ended, 3);
  ++crowd_.feed->published;
  ++other->published;
  run_until([&] { return crowd_.calls == 9 + 7 + 1; });
}

struct Slow {
  Latest<int> latest;
  std::binary_semaphore entered{0};
  std::binary_semaphore open{0};
  std::vector<int> values;
};

struct SlowViewer {
  Service<Slow> slow;
  void mount(Socket& socket) { socket.watch<&SlowViewer::on_value>(slow->latest); }
  void on_value(Socket&, int value) {
    slow->values.push_back(value);
    if (value != 1) return;
    slow->entered.release();
    slow->open.acquire();
  }
  Html render() const { return HTML("<i>{}</i>", slow->values.size()); }
};

TEST_F(LiveTest, ASlowWorkerSkipsWhatCameMeanwhile) {
  Slow slow;
  auto page = browser(route<SlowViewer>([&] { return SlowViewer{.slow = slow}; }, true));
  join(*page);
  run_until([&] { return !page->transport.frames.empty(); });
  slow.latest.publish(1);
  run_until([&] { return slow.entered.try_acquire(); });
  for (int i = 2; i <= 20; ++i) {
    slow.latest.publish(i);
    const auto begin = std::chrono::steady_clock::now();
    run_until([&] { return std::chrono::steady_clock::now() - begin > 2ms; });
  }
  slow.open.release();
  run_until([&] { return page->transport.frames.size() > 1 && page->transport.frames.back().find('3') != std::string::npos; });
  leave(*page);
  run([] {});
  pool_.finish();
  EXPECT_EQ(slow.values, (std::vector{0, 1, 20}));
}

}  // namespace
}  // namespace golive::live
