// What a visitor sees of the fields of a struct.
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "panel_page.h"

namespace golive {
namespace {

enum class Mode : std::uint8_t { idle, follow_line };

struct Scalars {
  double speed = 1.25;
  float amps = 0.1F;
  std::int64_t offset = -3;
  std::uint8_t gear = 200;
  bool powered = true;
  Mode mode = Mode::follow_line;
  std::string name = "Rover <7>";
  char tag[8] = "left";
  char grade = 'A';
  std::optional<int> lane;
};

TEST(Panel, ShowsEveryKindOfScalarWithItsNameInWords) {
  const std::string text = words(page_of_value(Scalars{}));
  for (const char* const row : {"Speed 1.250 ", "Amps 0.100 ", "Offset \u22123 ", "Gear 200 ", "Powered Yes ", "Mode Follow line ",
                                "Name Rover &lt;7&gt; ", "Tag left ", "Grade A ", "Lane none "})
    EXPECT_SAYS(text, row);
}

TEST(Panel, IsTitledByItsTypeOrAsItIsTold) {
  struct RoverArm {
    int angle = 0;
  };
  Guarded<RoverArm> arm;
  EXPECT_SAYS(page_of(arm), "<h1>Rover arm</h1>");
  EXPECT_SAYS(page_of(arm, [](Panel<RoverArm>& panel) { panel.title("Arm 7"); }), "<h1>Arm 7</h1>");
}

struct Odd {
  double nothing = std::numeric_limits<double>::quiet_NaN();
  double up = std::numeric_limits<double>::infinity();
  double down = -std::numeric_limits<double>::infinity();
  double large = 1.5e12;
  double tiny = -2.5e-7;
  double minus_zero = -0.0;
};

TEST(Panel, ShowsNumbersThatAreNoneAndThoseTooLargeOrTooSmallForDigits) {
  const std::string text = words(page_of_value(Odd{}));
  for (const char* const row :
       {"Nothing NaN ", "Up \u221e ", "Down \u2212\u221e ", "Large 1.500e+12 ", "Tiny \u22122.500e-07 ", "Minus zero 0.000 "})
    EXPECT_SAYS(text, row);
}

struct Described {
  double speed = 1.25;
  double level = 2;
  int secret = 1234;
  void* handle = nullptr;
  static constexpr auto panel = panel_fields(field<&Described::speed>({.label = "Speed over ground", .unit = "m/s", .step = 0.1}),
                                             field<&Described::level>({.step = 0.25}), field<&Described::secret>({.hidden = true}),
                                             field<&Described::handle>({.hidden = true}));
};

TEST(Panel, TakesLabelsUnitsAndDecimalsFromTheStruct) {
  const std::string text = words(page_of_value(Described{}));
  EXPECT_SAYS(text, "Speed over ground 1.2 m/s ");
  EXPECT_SAYS(text, "Level 2.00 ");
  EXPECT_SAYS_NOT(text, "1234");
  EXPECT_SAYS_NOT(text, "Handle");
}

struct Motor {
  double rpm = 900;
  bool brake = true;
};

}  // namespace

template <>
struct panel_traits<Motor> {
  static constexpr auto panel = panel_fields(field<&Motor::rpm>({.unit = "1/min", .step = 1}));
};

namespace {

struct Drive {
  Motor left;
  struct Gears {
    int front = 3;
    Motor aid;
  } gears;
};

TEST(Panel, MakesGroupsOfStructsUnderHeadingsOfTheirLevel) {
  const std::string page = page_of_value(Drive{});
  EXPECT_SAYS(page, R"(<section class="gp-card" aria-labelledby="p1"><h2 id="p1">Left</h2>)");
  EXPECT_SAYS(page, ">Gears</h2>");
  EXPECT_SAYS(page, ">Aid</h3>");
  EXPECT_SAYS(words(page), "Left Rpm 900 1/min Rpm, last minute: 1 value");
}

struct Lists {
  std::array<double, 3> position{1, -2.5, 3};
  std::vector<std::string> names{"left", "right"};
  std::vector<bool> flags{true, false};
  std::vector<int> none;
  std::array<std::array<double, 2>, 2> rotation{{{0, -1}, {1, 0}}};
  std::vector<Motor> motors{{.rpm = 100}, {.rpm = 200, .brake = false}};
};

TEST(Panel, ShowsListsMatricesAndTables) {
  const std::string page = page_of_value(Lists{});
  const std::string text = words(page);
  EXPECT_SAYS(text, "Position 1.000 \u22122.500 3.000 ");
  EXPECT_SAYS(text, "Names left right ");
  EXPECT_SAYS(text, "Flags Yes No ");
  EXPECT_SAYS(text, "None empty ");
  EXPECT_SAYS(text, "Rotation 0 1 0 0.000 \u22121.000 1 1.000 0.000 ");
  EXPECT_SAYS(text, "Motors Rpm 1/min Brake 0 100 Yes 1 200 No ");
  EXPECT_SAYS(page, R"(<th scope="row">1</th>)");
}

struct Huge {
  std::vector<int> numbers = std::vector<int>(5000, 7);
  std::vector<std::vector<int>> matrix = std::vector<std::vector<int>>(100, std::vector<int>(40));
  std::vector<Motor> motors = std::vector<Motor>(1200);
};

TEST(Panel, CutsHugeListsAndSaysHowMuchIsLeftOut) {
  const std::string page = page_of_value(Huge{});
  const std::string text = words(page);
  EXPECT_SAYS(text, "4,936 more not shown");
  EXPECT_SAYS(text, "68 more rows and 24 more columns not shown");
  EXPECT_SAYS(text, "1,100 more rows not shown");
  EXPECT_LT(page.size(), 60'000u);
}

struct Deep {
  struct Point {
    double x = 1;
    double y = 2;
  };
  struct Part {
    Point at;
    std::vector<int> codes{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    std::vector<Point> path{{}, {}};
  };
  std::array<Part, 1> parts;
};

TEST(Panel, PutsStructsAndListsInCells) {
  EXPECT_SAYS(words(page_of_value(Deep{})), "Parts At, X At, Y Codes Path 0 1.000 2.000 1, 2, 3, 4, 5, 6, 7, 8 and 2 more 2 items ");
}

struct Nothing {};

TEST(Panel, OfAnEmptyStructIsAHeading) { EXPECT_SAYS(page_of_value(Nothing{}), R"(<div class="gp-cards"></div>)"); }

// A number that no live region speaks of, however often it changes.
TEST(Panel, DoesNotAnnounceItsNumbers) {
  const std::string page = page_of_value(Scalars{});
  EXPECT_SAYS_NOT(page, "<output");
  EXPECT_SAYS_NOT(page, "aria-live");
  EXPECT_EQ(page.find("role=\"status\""), page.rfind("role=\"status\""));
  EXPECT_SAYS(page, R"(<p class="gp-hidden" role="status"></p>)");
}

}  // namespace
}  // namespace golive
