#include <string>
#include <vector>

#include "drawn.h"

namespace golive {
namespace {

constexpr double kStart = 1764115200;  // 2025-11-26 00:00:00 UTC

std::vector<double> seconds(std::size_t count, double from = kStart) {
  std::vector<double> all(count);
  for (std::size_t i = 0; i < count; ++i) all[i] = from + static_cast<double>(i);
  return all;
}

TEST(LineChart, HasALineANameAndANewestValueForEachSeries) {
  const RenderScope scope;
  const std::vector<double> a{1, 2, 3};
  const std::vector<double> b{3, 2, 1};
  const std::string markup =
      to_string(line_chart({{.name = "up", .values = a}, {.name = "down", .values = b}}, {.title = "Ways", .unit = "m"}));
  EXPECT_SAYS(markup, R"(class="gl-s1" d="M0 1000L500 500L1000 0")");
  EXPECT_SAYS(markup, R"(class="gl-s2" d="M0 0L500 500L1000 1000")");
  EXPECT_SAYS(words(markup), "up 3\u00a0m");
  EXPECT_SAYS(attribute(markup, "aria-label"), "Ways: 2 lines, 0 to 2, 1\u00a0m to 3\u00a0m");
}

TEST(LineChart, ReadsOutWhatIsUnderThePointer) {
  const RenderScope scope;
  const std::vector<double> values{1, 2, 3};
  const std::vector<double> at = seconds(3);
  const std::string markup = to_string(line_chart({{.name = "up", .values = values, .at = at}}, {.unit = "m", .time = true}));
  EXPECT_SAYS(markup, "data-read=\"2025-11-26 00:00:01\nup: 2\u00a0m\"");
}

TEST(LineChart, TellsItsTimeZone) {
  const RenderScope scope;
  const std::vector<double> values{1, 2, 3};
  const std::vector<double> at = seconds(3);
  EXPECT_SAYS(words(to_string(line_chart({{.values = values, .at = at}}, {.time = true, .utc_offset = 3600}))), "Times are UTC+01:00");
}

TEST(LineChart, ShowsAndCountsGaps) {
  const RenderScope scope;
  const std::vector<double> values{1, 2, kNaN, kInfinity, 2, 1};
  const std::string markup = to_string(line_chart({{.name = "a", .values = values}}));
  EXPECT_SAYS(markup, R"(d="M0 1000L200 0M800 0L1000 1000")");
  EXPECT_SAYS(markup, R"(<rect class="gl-gap" x="200" y="0" width="600")");
  EXPECT_SAYS(words(markup), "2 values are missing");
  EXPECT_SAYS(markup, "<td>no value</td>");
}

TEST(LineChart, OfNothingSaysSo) {
  const RenderScope scope;
  EXPECT_SAYS(words(to_string(line_chart({}))), "No data");
  const std::vector<double> none{kNaN, kNaN};
  EXPECT_SAYS(words(to_string(line_chart({{.values = none}}))), "No data");
}

TEST(LineChart, DrawsAMillionPointsBrieflyAndSaysSo) {
  const RenderScope scope;
  std::vector<double> values(1'000'000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i * 7919 % 1000);
  const std::string markup = to_string(line_chart({{.values = values}}));
  EXPECT_LT(markup.size(), 40'000u);
  EXPECT_SAYS(words(markup), "1,000,000 points, drawn by the lowest and highest of each column");
  EXPECT_SAYS(words(markup), "999,980 rows not listed");
}

TEST(LineChart, ListsTheNewestValuesFirst) {
  const RenderScope scope;
  const std::vector<double> a{1, 2, 3, 4};
  const std::vector<double> b{9, 8, 7};
  const std::string markup =
      to_string(line_chart({{.name = "a", .values = a}, {.name = "b", .values = b}}, {.x_unit = "m", .table_rows = 2}));
  EXPECT_SAYS(markup, "<th scope=\"row\">3\u00a0m</th><!--$--><td>4</td><td></td>");
  EXPECT_SAYS(markup, "<th scope=\"row\">2\u00a0m</th><!--$--><td>3</td><td>7</td>");
  EXPECT_SAYS(words(markup), "2 rows not listed");
}

TEST(LineChart, TakesAtMostTwentyFourSeries) {
  const RenderScope scope;
  const std::vector<double> values{1, 2};
  const std::vector<ChartSeries> series(30, ChartSeries{.values = values});
  const std::string markup = to_string(line_chart(series));
  EXPECT_EQ(count(markup, "gl-lines"), 1u);
  EXPECT_SAYS(words(markup), "6 series not drawn");
  EXPECT_SAYS(markup, "class=\"gl-s1 gl-dashed\"") << "the ninth does not look like the first";
}

TEST(LineChart, SendsNoAxisWhenAValueMoves) {
  std::vector<double> values(50, 5);
  values[3] = 0;
  values[7] = 10;
  const std::vector<double> at = seconds(50);
  const auto draw = [&] { return line_chart({{.name = "load", .values = values, .at = at}}, {.title = "Load", .time = true}); };
  const std::string sent = patch(draw, [&] {
    values[20] = 6;
    return draw();
  });
  EXPECT_SAYS_NOT(sent, "00:00:10\"");
  EXPECT_SAYS_NOT(sent, "load\"");
  EXPECT_LT(sent.size(), 1000u) << sent;
}

struct Page {
  ChartWindow window;
  void zoom(ChartMove) {}
  Html render() const { return chart_controls<&Page::zoom>(window); }
};

TEST(ChartControls, AreButtonsThatSendOrdinaryEvents) {
  const RenderScope scope;
  const std::string markup = to_string(Page{}.render());
  EXPECT_SAYS(markup, "lv-click=\"zoom(");
  EXPECT_SAYS(markup, "aria-label=\"Zoom in\"");
  EXPECT_EQ(count(markup, " disabled"), 4u) << "all is shown: only closer leads anywhere";
}

TEST(ChartWindow, ZoomsInOnTheNewestAndStaysThere) {
  std::vector<double> values(101, 1);
  std::vector<double> at = seconds(101, 0);
  ChartWindow window;
  window.move(ChartMove::zoom_in, std::vector<ChartSeries>{{.values = values, .at = at}});
  EXPECT_EQ(window, (ChartWindow{.width = 50, .until = {}}));
  const RenderScope scope;
  EXPECT_SAYS(attribute(to_string(line_chart({{.values = values, .at = at}}, {.window = window})), "aria-label"), "50 to 100");
  values.push_back(1);
  at.push_back(110);
  EXPECT_SAYS(attribute(to_string(line_chart({{.values = values, .at = at}}, {.window = window})), "aria-label"), "60 to 110");
}

TEST(ChartWindow, MovesInsideWhatThereIs) {
  const std::vector<double> values(101, 1);
  const std::vector<ChartSeries> series{{.values = values}};
  ChartWindow window{.width = 50, .until = {}};
  window.move(ChartMove::earlier, series);
  EXPECT_EQ(window, (ChartWindow{.width = 50, .until = 75}));
  for (int i = 0; i < 9; ++i) window.move(ChartMove::earlier, series);
  EXPECT_EQ(window, (ChartWindow{.width = 50, .until = 50}));
  for (int i = 0; i < 9; ++i) window.move(ChartMove::later, series);
  EXPECT_EQ(window, (ChartWindow{.width = 50, .until = {}}));
  window.move(ChartMove::zoom_out, series);
  EXPECT_EQ(window, ChartWindow{});
  for (int i = 0; i < 99; ++i) window.move(ChartMove::zoom_in, series);
  EXPECT_GT(window.width, 0);
}

TEST(ChartWindow, OfNoDataIsEverything) {
  ChartWindow window{.width = 5, .until = 3};
  window.move(ChartMove::zoom_in, {});
  EXPECT_EQ(window, ChartWindow{});
}

}  // namespace
}  // namespace golive
