// sparkline, gauge and histogram.
#include <string>
#include <vector>

#include "drawn.h"

namespace golive {
namespace {

TEST(Sparkline, IsALineThatSaysWhatItShows) {
  const RenderScope scope;
  const std::vector<double> values{3, 9, 5};
  const std::string markup = to_string(sparkline(values, {.name = "Load", .unit = "ms"}));
  EXPECT_EQ(attribute(markup, "aria-label"), "Load: 3 values, 3\u00a0ms to 9\u00a0ms, newest 5\u00a0ms");
  EXPECT_EQ(attribute(markup, "d"), "M0 1000L500 0L1000 666.7");
  EXPECT_SAYS_NOT(markup, "<link");
}

TEST(Sparkline, OfNothingSaysSo) {
  const RenderScope scope;
  EXPECT_EQ(attribute(to_string(sparkline({}, {.name = "Load"})), "aria-label"), "Load: no data");
  const std::vector<double> none{kNaN, kInfinity};
  EXPECT_EQ(attribute(to_string(sparkline(none)), "aria-label"), "no data");
}

TEST(Sparkline, CountsItsGaps) {
  const RenderScope scope;
  const std::vector<double> values{3, kNaN, -kInfinity, 5};
  const std::string markup = to_string(sparkline(values));
  EXPECT_SAYS(attribute(markup, "aria-label"), "2 gaps");
  EXPECT_EQ(attribute(markup, "d"), "M0 1000h0M1000 0h0");
}

TEST(Sparkline, OfAMillionValuesIsShort) {
  const RenderScope scope;
  std::vector<double> values(1'000'000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i * 7919 % 1000);
  EXPECT_LT(to_string(sparkline(values)).size(), 4000u);
}

TEST(Gauge, ShowsItsValueAndTellsItToScreenReaders) {
  const RenderScope scope;
  const std::string markup = to_string(gauge(42, {.title = "Load", .unit = "%"}));
  EXPECT_SAYS(words(markup), "42\u00a0%");
  EXPECT_EQ(attribute(markup, "aria-valuenow"), "42");
  EXPECT_EQ(attribute(markup, "aria-valuetext"), "42\u00a0%");
  EXPECT_EQ(attribute(markup, "aria-label"), "Load");
  EXPECT_SAYS(markup, "A80 80 0 0 1 80.1 18.5\"");
}

TEST(Gauge, SaysInAWordThatAThresholdIsPassed) {
  const RenderScope scope;
  const GaugeOptions options{.high_from = 80, .very_high_from = 95};
  EXPECT_SAYS_NOT(words(to_string(gauge(79, options))), "high");
  EXPECT_SAYS(attribute(to_string(gauge(80, options)), "aria-valuetext"), "80, high");
  EXPECT_SAYS(words(to_string(gauge(99, options))), "very high");
}

TEST(Gauge, OfNoNumberIsEmptyAndSaysSo) {
  const RenderScope scope;
  for (const double value : {kNaN, kInfinity}) {
    const std::string markup = to_string(gauge(value));
    EXPECT_SAYS(words(markup), "no value");
    EXPECT_EQ(attribute(markup, "aria-valuenow"), "none");
    EXPECT_SAYS(markup, "d=\"\"");
  }
}

TEST(Gauge, BeyondItsEndsIsFullAndSaysSo) {
  const RenderScope scope;
  const std::string markup = to_string(gauge(180));
  EXPECT_SAYS(words(markup), "180");
  EXPECT_SAYS(words(markup), "beyond the dial");
  EXPECT_EQ(attribute(markup, "aria-valuenow"), "100");
}

TEST(Gauge, ThatMovesSendsItsArcAndItsValueOnly) {
  const GaugeOptions options{.title = "Load of the machine", .unit = "%"};
  const std::string sent = patch([&] { return gauge(41, options); }, [&] { return gauge(42, options); });
  EXPECT_LT(sent.size(), 160u) << sent;
  EXPECT_SAYS_NOT(sent, "Load");
}

TEST(Histogram, CountsIntoBinsWithRoundEdges) {
  const RenderScope scope;
  std::vector<double> values;
  for (int i = 0; i < 100; ++i) values.push_back(i);
  const std::string markup = to_string(histogram(values, {.title = "Latency", .unit = "ms", .bins = 10}));
  EXPECT_EQ(count(markup, "<rect"), 10u);
  EXPECT_SAYS(markup, "<title>0 to 10\u00a0ms\n10 values</title>");
  EXPECT_SAYS(markup, "data-read=\"90 to 100\u00a0ms\n10 values\"");
  EXPECT_SAYS(words(markup), "0 5 10 0 to 10");
  EXPECT_SAYS(attribute(markup, "aria-label"), "Latency: 100 values, most of them 0 to 10\u00a0ms");
  EXPECT_SAYS(markup, "<th scope=\"row\">0 to 10\u00a0ms</th><!--$--><td>10</td>");
}

TEST(Histogram, SaysWhatItLeavesOut) {
  const RenderScope scope;
  const std::vector<double> values{-5, 1, 2, 3, 50, 60, kNaN, kInfinity};
  const std::string text = words(to_string(histogram(values, {.low = 0, .high = 10})));
  EXPECT_SAYS(text, "2 values are not numbers");
  EXPECT_SAYS(text, "1 value is lower");
  EXPECT_SAYS(text, "2 values are higher");
}

TEST(Histogram, OfNothingSaysSo) {
  const RenderScope scope;
  EXPECT_SAYS(words(to_string(histogram({}))), "No data");
  const std::vector<double> none{kNaN};
  const std::string text = words(to_string(histogram(none)));
  EXPECT_SAYS(text, "No data");
  EXPECT_SAYS(text, "1 value is not a number");
}

TEST(Histogram, OfOneValueHasItInABin) {
  const RenderScope scope;
  const std::vector<double> values(7, 3.5);
  EXPECT_SAYS(to_string(histogram(values)), "7 values");
}

TEST(Histogram, IsBoundedWhateverItIsGiven) {
  const RenderScope scope;
  std::vector<double> values(100'000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i) * 1e303 * (i % 2 == 0 ? 1 : -1);
  const std::string markup = to_string(histogram(values, {.bins = 1'000'000}));
  EXPECT_LE(count(markup, "<rect"), 101u);
}

}  // namespace
}  // namespace golive
