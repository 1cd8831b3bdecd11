#include <string>
#include <string_view>
#include <vector>

#include "drawn.h"

namespace golive {
namespace {

TEST(HeatMap, NamesEachCellAndItsValue) {
  const RenderScope scope;
  const std::vector<double> cells{1, 2, 3, 4, 5, 6};
  const std::string_view days[] = {"Mon", "Tue"};
  const std::string_view hours[] = {"8 h", "12 h", "16 h"};
  const std::string markup = to_string(heat_map(cells, 3, {.title = "Calls", .unit = "1/s", .row_names = days, .column_names = hours}));
  EXPECT_EQ(count(markup, "<rect"), 6u);
  EXPECT_SAYS(markup, "<title>Tue, 12 h: 5\u00a01/s</title>");
  EXPECT_SAYS(attribute(markup, "aria-label"), "Calls: 2 rows of 3 columns, 1\u00a01/s to 6\u00a01/s");
  EXPECT_SAYS(markup, "<th scope=\"row\">Tue</th><!--$--><td>4</td><td>5</td><td>6</td>");
}

TEST(HeatMap, GoesFromDarkToLight) {
  const RenderScope scope;
  const std::vector<double> cells{0, 100};
  const std::string markup = to_string(heat_map(cells, 2));
  EXPECT_SAYS(markup, "fill=\"#00224e\"");
  EXPECT_SAYS(markup, "fill=\"#fee838\"");
}

TEST(HeatMap, LeavesCellsWithoutANumberEmptyAndCountsThem) {
  const RenderScope scope;
  const std::vector<double> cells{1, kNaN, kInfinity, 4, 5};
  const std::string markup = to_string(heat_map(cells, 3));
  EXPECT_EQ(count(markup, "class=\"gl-none\""), 3u) << "two that are no numbers, and one that was not given";
  EXPECT_SAYS(markup, "<title>1, 2: no value</title>");
  EXPECT_SAYS(words(markup), "2 values are not numbers");
}

TEST(HeatMap, OfNothingSaysSo) {
  const RenderScope scope;
  EXPECT_SAYS(words(to_string(heat_map({}, 3))), "No data");
  EXPECT_SAYS(words(to_string(heat_map({}, 0))), "No data");
}

TEST(HeatMap, SaysHowMuchIsNotDrawn) {
  const RenderScope scope;
  const std::vector<double> cells(std::size_t{200} * 1000, 1);
  const std::string markup = to_string(heat_map(cells, 1000));
  EXPECT_EQ(count(markup, "<rect"), 64u * 128u);
  EXPECT_SAYS(words(markup), "136 rows not drawn");
  EXPECT_SAYS(words(markup), "872 columns not drawn");
}

TEST(HeatMap, SendsOnlyTheCellThatChanged) {
  std::vector<double> cells(1000, 1);
  cells[0] = 0;
  cells[999] = 2;
  const auto draw = [&] { return heat_map(cells, 50, {.title = "Calls"}); };
  const std::string sent = patch(draw, [&] {
    cells[500] = 1.5;
    return draw();
  });
  EXPECT_LT(sent.size(), 200u) << sent;
}

}  // namespace
}  // namespace golive
