// What a page gets of the events of a Stream.
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <thread>

#include "golive/stream.h"
#include "live_fixture.h"

namespace golive::live {
namespace {

using namespace std::chrono_literals;

using Batches = std::vector<std::vector<int>>;

struct Exchange {
  std::optional<Stream<int>> trades{std::in_place, 16};
  bool from_now = false;
  Batches batches;
  std::uint64_t missed = 0;
};

struct Tape {
  Service<Exchange> exchange;
  int sum = 0;

  void mount(Socket& socket) { socket.watch<&Tape::on_trades>(*exchange->trades, {.from_now = exchange->from_now}); }
  void on_trades(std::span<const int> news, std::uint64_t missed) {
    exchange->batches.emplace_back(news.begin(), news.end());
    exchange->missed += missed;
    sum = std::accumulate(news.begin(), news.end(), sum);
  }
  Html render() const { return HTML("<i>{sum}</i>", sum); }
};

std::vector<int> numbers(int first, int last) {
  std::vector<int> all(static_cast<std::size_t>(last - first + 1));
  std::iota(all.begin(), all.end(), first);
  return all;
}

class WatchStreamTest : public LiveTest {
 protected:
  const LiveRoute& tape(bool blocking = false) {
    return route<Tape>([this] { return Tape{.exchange = exchange_}; }, blocking);
  }
  void publish(int first, int last) {
    for (int i = first; i <= last; ++i) exchange_.trades->publish(i);
  }
  std::vector<int> heard() const {
    std::vector<int> all;
    for (const auto& batch : exchange_.batches) all.insert(all.end(), batch.begin(), batch.end());
    return all;
  }
  Exchange exchange_;
};

TEST_F(WatchStreamTest, ThePageOfAGetShowsWhatIsKept) {
  publish(1, 3);
  EXPECT_NE(get(tape()).markup.find("<i>6</i>"), std::string::npos);
  EXPECT_EQ(exchange_.batches, Batches{numbers(1, 3)});
}

TEST_F(WatchStreamTest, WhatWasOverwrittenBeforeTheWatchIsNotMissed) {
  publish(1, 100);
  get(tape());
  EXPECT_EQ(exchange_.batches, Batches{numbers(85, 100)});
  EXPECT_EQ(exchange_.missed, 0u);
}

TEST_F(WatchStreamTest, BeginsWithTheNextEventIfAskedTo) {
  exchange_.from_now = true;
  publish(1, 3);
  const auto page = joined(tape());
  EXPECT_TRUE(exchange_.batches.empty());
  publish(4, 5);
  run_until([&] { return !exchange_.batches.empty(); });
  EXPECT_EQ(exchange_.batches, Batches{numbers(4, 5)});
}

TEST_F(WatchStreamTest, ManyEventsAreOneBatchAndOneRender) {
  const auto page = joined(tape());
  const std::uint64_t renders = counters().renders.value();
  std::thread([&] { publish(1, 10); }).join();
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(exchange_.batches, Batches{numbers(1, 10)});
  EXPECT_EQ(counters().renders.value(), renders + 1);
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"0":55}}])");
}

TEST_F(WatchStreamTest, EachEventComesOnceHoweverManyWatch) {
  const auto first = joined(tape());
  publish(1, 3);
  const auto second = joined(tape());
  publish(4, 6);
  run_until([&] { return heard().size() == 3 + 6 + 3; });
  publish(7, 9);
  run_until([&] { return heard().size() == 12 + 6; });
  EXPECT_EQ(std::accumulate(exchange_.batches.begin(), exchange_.batches.end(), 0,
                            [](int sum, const auto& batch) { return std::accumulate(batch.begin(), batch.end(), sum); }),
            2 * 45);
  EXPECT_EQ(exchange_.missed, 0u);
}

TEST_F(WatchStreamTest, ALoopThatComesTooLateSaysHowManyItMissed) {
  const auto page = joined(tape());
  publish(1, 50);
  run_until([&] { return !exchange_.batches.empty(); });
  EXPECT_EQ(exchange_.batches, Batches{numbers(35, 50)});
  EXPECT_EQ(exchange_.missed, 34u);
  EXPECT_EQ(exchange_.trades->dropped(), 34u);
}

TEST_F(WatchStreamTest, ABrowserThatComesBackGetsWhatIsKeptOfTheTimeBetween) {
  const auto page = joined(tape());
  publish(1, 2);
  run_until([&] { return heard().size() == 2; });
  close(*page, 1006);
  publish(3, 30);
  run([] {});
  EXPECT_EQ(heard(), numbers(1, 2));
  const auto again = back(*page);
  join(*again, 1);
  ASSERT_EQ(exchange_.batches.size(), 2u);
  EXPECT_EQ(exchange_.batches.back(), numbers(15, 30));
  EXPECT_EQ(exchange_.missed, 12u);
  EXPECT_EQ(exchange_.trades->dropped(), 0u) << "nobody watched";
}

TEST_F(WatchStreamTest, ABlockingViewMissesNothingThatIsKept) {
  auto page = browser(tape(true));
  join(*page);
  run_until([&] { return !page->transport.frames.empty(); });
  publish(1, 12);
  run_until([&] { return page->transport.frames.back().find("78") != std::string::npos; });
  leave(*page);
  run([] {});
  pool_.finish();
  EXPECT_EQ(heard(), numbers(1, 12));
}

TEST_F(WatchStreamTest, MayBeDestroyedWhilePagesWatch) {
  const auto page = joined(tape());
  publish(1, 3);
  exchange_.trades.reset();
  run_until([&] { return !exchange_.batches.empty(); });
  EXPECT_EQ(heard(), numbers(1, 3));
}

struct Log {
  Stream<std::string> lines{4};
};

struct LogPage {
  Service<Log> log;
  std::string text = {};
  void mount(Socket& socket) { socket.watch<&LogPage::on_lines>(log->lines); }
  void on_lines(Socket&, std::span<const std::string> lines) {
    for (const std::string& line : lines) text += line + ";";
  }
  Html render() const { return HTML("<i>{text}</i>", text); }
};

TEST_F(LiveTest, LinesOfALogReachThePageInOrder) {
  Log log;
  log.lines.publish("started");
  const auto page = joined(route<LogPage>([&] { return LogPage{.log = log}; }));
  std::thread([&] {
    log.lines.publish("one");
    log.lines.publish("two");
  }).join();
  run_until([&] { return !page->transport.frames.empty(); });
  EXPECT_EQ(page->take(), R"([2,0,"d",{"d":{"0":"started;one;two;"}}])");
}

}  // namespace
}  // namespace golive::live
