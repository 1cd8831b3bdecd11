#include "golive/live_chart.h"

#include <cmath>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "base/base64url.h"
#include "chart/chart_core.h"
#include "drawn.h"

namespace golive {
namespace {

const detail::ChartCore& core_of(const ChartFeed& feed) { return static_cast<const detail::ChartCore&>(*feed.core()); }

// What a page reads, as docs/protocol.md says it.
struct News {
  std::uint64_t from = 0;
  std::vector<std::vector<double>> columns = {};
};

template <class T>
T read(const std::string& bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

News news(const ChartFeed& feed, std::uint64_t next, std::uint64_t* end = nullptr) {
  std::string json;
  const std::uint64_t ends = core_of(feed).write_news(next, json);
  if (end != nullptr) *end = ends;
  if (json.empty()) return {};
  News all{.from = std::stoull(json.substr(1))};
  const std::size_t quote = json.find('"');
  const auto bytes = read_base64url(std::string_view(json).substr(quote + 1, json.size() - quote - 3));
  EXPECT_TRUE(bytes.has_value()) << json;
  const std::size_t width = feed.names().size() + 1;
  const std::size_t count = (bytes->size() / width - 8) / 4;
  for (std::size_t column = 0; column < width; ++column) {
    all.columns.emplace_back();
    for (std::size_t i = 0; i < count; ++i)
      all.columns.back().push_back(read<double>(*bytes, column * 8) + read<float>(*bytes, width * 8 + (column * count + i) * 4));
  }
  return all;
}

TEST(ChartFeed, SendsOnlyWhatIsNew) {
  ChartFeed feed({"a", "b"}, 100);
  feed.publish(1, {10, 20});
  feed.publish(2, {11, 21});
  std::uint64_t next = 0;
  const News first = news(feed, 0, &next);
  EXPECT_EQ(next, 2u);
  EXPECT_EQ(first.columns, (std::vector<std::vector<double>>{{1, 2}, {10, 11}, {20, 21}}));
  feed.publish(3, {12, 22});
  const News second = news(feed, next, &next);
  EXPECT_EQ(second.from, 2u);
  EXPECT_EQ(second.columns, (std::vector<std::vector<double>>{{3}, {12}, {22}}));
  EXPECT_TRUE(news(feed, next, &next).columns.empty());
  EXPECT_EQ(next, 3u);
}

TEST(ChartFeed, KeepsSevenDigitsOfWhatMoves) {
  ChartFeed feed({"a"}, 100);
  const double now = 1'764'115'200.25;
  feed.publish(now, {1e9 + 0.125});
  feed.publish(now + 0.004, {1e9 + 0.25});
  const News sent = news(feed, 0);
  EXPECT_NEAR(sent.columns[0][1], now + 0.004, 1e-6);
  EXPECT_EQ(sent.columns[1][1], 1e9 + 0.25);
}

TEST(ChartFeed, SendsGapsAsSuch) {
  ChartFeed feed({"a", "b", "c"}, 100);
  feed.publish(1, {kNaN, kInfinity});
  feed.publish(2, {5, -1e300, 1});
  const News sent = news(feed, 0);
  EXPECT_TRUE(std::isnan(sent.columns[1][0]) && std::isnan(sent.columns[2][0]) && std::isnan(sent.columns[3][0]));
  EXPECT_EQ(sent.columns[1][1], 5);
}

TEST(ChartFeed, KeepsTheNewestPoints) {
  ChartFeed feed({"a"}, 50);
  for (int i = 0; i < 1000; ++i) feed.publish(i, {1.0 * i});
  const News sent = news(feed, 3);
  EXPECT_EQ(sent.from, 950u);
  EXPECT_EQ(sent.columns[1].size(), 50u);
  EXPECT_EQ(sent.columns[1].front(), 950);
}

TEST(ChartFeed, SendsABigWindowInPieces) {
  ChartFeed feed(std::vector<std::string>(24, "a"), 100'000);
  for (int i = 0; i < 100'000; ++i) feed.publish(i, {1});
  std::uint64_t next = 0;
  std::uint64_t points = 0;
  for (int frames = 0; next < 100'000 && frames < 1000; ++frames) {
    const News sent = news(feed, next, &next);
    EXPECT_LE(sent.columns[0].size() * 25 * 4, 48u * 1024);
    points += sent.columns[0].size();
  }
  EXPECT_EQ(points, 100'000u);
}

TEST(ChartFeed, HasUsableNumbersWhateverItIsMadeWith) {
  EXPECT_EQ(ChartFeed({}).names().size(), 1u);
  EXPECT_EQ(ChartFeed(std::vector<std::string>(99, "a")).names().size(), 24u);
  EXPECT_EQ(ChartFeed({"a"}, 0).points(), 2u);
}

TEST(ChartFeed, WhatIsReadWhileItIsWrittenIsWhole) {
  ChartFeed feed({"same", "double"}, 16);
  std::jthread writer([&](const std::stop_token& stopped) {
    for (double number = 0; !stopped.stop_requested(); ++number) feed.publish(number, {number, 2 * number});
  });
  std::uint64_t seen = 0;
  for (int rounds = 0; rounds < 20'000 || seen == 0; ++rounds) {
    const auto points = core_of(feed).copy(seen, 16);
    for (std::size_t i = 0; i < points.count; ++i) {
      const double* const point = &points.numbers[i * 3];
      ASSERT_EQ(point[0], static_cast<double>(points.first + i));
      ASSERT_TRUE(point[1] == point[0] && point[2] == 2 * point[0]);
    }
    seen = points.first + points.count;
  }
}

TEST(LiveChart, NamesItsLinesAndItsScript) {
  const RenderScope scope;
  const ChartFeed feed({"user", "<system>"}, 500);
  const std::string markup = to_string(live_chart(feed, {.title = "Load", .unit = "%"}));
  EXPECT_SAYS(words(markup), "user");
  EXPECT_SAYS(markup, "&lt;system&gt;");
  EXPECT_SAYS(markup, R"(role="img" aria-label="Load")");
  EXPECT_TRUE(attribute(markup, "lv-src").starts_with("/_golive/chart-")) << attribute(markup, "lv-src");
  EXPECT_EQ(attribute(markup, "data-points"), "500");
  EXPECT_SAYS(words(markup), "Waiting for values");
}

TEST(LiveChart, StaysTheSameWhileItsNumbersMove) {
  ChartFeed feed({"user"}, 500);
  const auto draw = [&] { return live_chart(feed, {.title = "Load"}); };
  const std::string sent = patch(draw, [&] {
    feed.publish(1, {2});
    return draw();
  });
  EXPECT_EQ(sent, "");
}

}  // namespace
}  // namespace golive
