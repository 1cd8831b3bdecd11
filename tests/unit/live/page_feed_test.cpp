// What a page gets of a feed that goes past its component.
#include "golive/detail/page_feed.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>

#include "live_fixture.h"

namespace golive::live {
namespace {

// News are the numbers of what was published: [first, end). Three go into a frame, and ten are kept.
class CountedFeed final : public detail::FeedCore, public detail::PageFeed {
 public:
  void publish(std::uint64_t count) { end_ += count; }

  std::shared_ptr<detail::FeedBatch> make_batch() const override { return std::make_shared<Batch>(*this); }
  std::uint64_t position() const noexcept override { return end_; }
  std::uint64_t oldest() const noexcept override { return end_ > 10 ? end_ - 10 : 0; }
  const PageFeed* page() const noexcept override { return this; }
  std::string_view page_id() const noexcept override { return "f"; }
  std::uint64_t page_end() const noexcept override { return end_; }
  std::uint64_t write_news(std::uint64_t next, std::string& json) const override {
    const std::uint64_t first = std::max(next, oldest());
    const std::uint64_t end = std::min(first + 3, end_.load());
    json += "[" + std::to_string(first) + "," + std::to_string(end) + "]";
    return end;
  }

 private:
  class Batch final : public detail::FeedBatch {
   public:
    explicit Batch(const CountedFeed& feed) : feed_(feed) {}
    void read(std::uint64_t from) override { begin_ = from, end_ = feed_.position(); }
    detail::FeedPiece after(std::uint64_t next) const override { return {.count = static_cast<std::size_t>(end_ - next)}; }

   private:
    const CountedFeed& feed_;
  };
  std::atomic<std::uint64_t> end_ = 0;
};

struct Source {
  std::shared_ptr<detail::FeedCore> held = std::make_shared<CountedFeed>();
  const std::shared_ptr<detail::FeedCore>& core() const { return held; }
  CountedFeed& feed() const { return static_cast<CountedFeed&>(*held); }
};

struct Chart {
  Service<Source> source;
  WatchId watching{};
  int count = 0;

  void mount(Socket& socket) { watching = socket.watch(*source); }
  void add() { ++count; }
  void stop(Socket& socket) { socket.unwatch(watching); }
  Html render() const { return HTML("<i>{count}</i><b lv-click={}></b><b lv-click={}></b>", count, on<&Chart::add>(), on<&Chart::stop>()); }
};

class PageFeedTest : public LiveTest {
 protected:
  const LiveRoute& chart(bool blocking = false) {
    return route<Chart>([this] { return Chart{.source = source_}; }, blocking);
  }
  void open(Browser& page, int id, int from = 0, int seen = 1) {
    say(page, "[" + std::to_string(id) + R"(,":feed",{"feed":"f","from":)" + std::to_string(from) + "}," + std::to_string(seen) + "]");
  }
  std::string next(Browser& page) {
    run_until([&] { return !page.transport.frames.empty(); });
    return page.take();
  }
  Source source_;
};

TEST_F(PageFeedTest, APageThatHasNotOpenedItGetsNothing) {
  const auto page = joined(chart());
  source_.feed().publish(2);
  say(*page, R"([1,"add",null,1])");
  EXPECT_EQ(page->take(), R"([2,1,"d",{"d":{"0":1}}])");
}

TEST_F(PageFeedTest, APageThatOpensItGetsWhatIsThereAndThenWhatComes) {
  const auto page = joined(chart());
  source_.feed().publish(2);
  open(*page, 1);
  EXPECT_EQ(page->take(), R"([2,1,"r",{"e":[["feed:f",[0,2]]]}])");
  const std::uint64_t renders = counters().renders.value();
  source_.feed().publish(1);
  EXPECT_EQ(next(*page), R"([3,1,"r",{"e":[["feed:f",[2,3]]]}])");
  EXPECT_EQ(counters().renders.value(), renders) << "nothing but the feed has news";
}

TEST_F(PageFeedTest, WhatDoesNotFitAFrameFollowsInTheNext) {
  const auto page = joined(chart());
  source_.feed().publish(7);
  open(*page, 1);
  EXPECT_NE(next(*page).find("[0,3]"), std::string::npos);
  EXPECT_NE(next(*page).find("[3,6]"), std::string::npos);
  EXPECT_NE(next(*page).find("[6,7]"), std::string::npos);
}

TEST_F(PageFeedTest, GoesAlongWithAChangeOfThePage) {
  const auto page = joined(chart());
  open(*page, 1);
  page->take();
  source_.feed().publish(1);
  say(*page, R"([2,"add",null,2])");
  EXPECT_EQ(page->take(), R"([3,2,"d",{"d":{"0":1},"e":[["feed:f",[0,1]]]}])");
}

TEST_F(PageFeedTest, ABrowserThatTakesNothingOrIsHiddenGetsWhatIsKeptByThen) {
  const auto page = joined(chart());
  open(*page, 1);
  page->take();
  say(*page, R"([0,"hide",null,2])");
  source_.feed().publish(50);
  run([] {});
  EXPECT_TRUE(page->transport.frames.empty());
  say(*page, R"([0,"show",null,2])");
  EXPECT_NE(next(*page).find("[40,43]"), std::string::npos) << "the oldest that is kept";
}

TEST_F(PageFeedTest, ABrowserThatComesBackSaysWhatItHas) {
  const auto page = joined(chart());
  source_.feed().publish(3);
  open(*page, 1);
  page->take();
  close(*page, 1006);
  source_.feed().publish(2);
  const auto again = back(*page);
  join(*again, 2, 1);
  again->transport.frames.clear();
  open(*again, 2, 3, 2);
  EXPECT_TRUE(
      std::ranges::any_of(again->transport.frames, [](const std::string& frame) { return frame.find("[3,5]") != std::string::npos; }));
}

TEST_F(PageFeedTest, AClientThatLostTrackGetsEverythingAnew) {
  const auto page = joined(chart());
  source_.feed().publish(3);
  open(*page, 1);
  page->take();
  say(*page, R"([0,"full",null,2])");
  EXPECT_NE(page->take().find("[0,3]"), std::string::npos);
}

TEST_F(PageFeedTest, AFeedThatTheViewDoesNotWatchIsRefused) {
  const auto page = joined(chart());
  say(*page, R"([1,":feed",{"feed":"other","from":0},1])");
  EXPECT_NE(page->take().find("unknown_feed"), std::string::npos);
  say(*page, R"([2,":feed",null,2])");
  EXPECT_NE(page->take().find("unknown_feed"), std::string::npos);
  say(*page, R"([3,"stop",null,3])");
  page->take();
  open(*page, 4, 0, 4);
  EXPECT_NE(page->take().find("unknown_feed"), std::string::npos) << "it is not watched any more";
}

TEST_F(PageFeedTest, FromFarAheadMeansFromTheBeginning) {
  const auto page = joined(chart());
  source_.feed().publish(2);
  say(*page, R"([1,":feed",{"feed":"f","from":18446744073709551615},1])");
  EXPECT_NE(page->take().find("[0,2]"), std::string::npos);
}

TEST_F(PageFeedTest, OfABlockingRouteComesAsWell) {
  const auto page = browser(chart(true));
  join(*page);
  next(*page);
  source_.feed().publish(1);
  open(*page, 1);
  EXPECT_NE(next(*page).find("[0,1]"), std::string::npos);
  source_.feed().publish(1);
  EXPECT_NE(next(*page).find("[1,2]"), std::string::npos);
}

}  // namespace
}  // namespace golive::live
