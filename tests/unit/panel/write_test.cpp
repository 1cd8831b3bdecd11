// What visitors can change, and what is refused.
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "steered.h"

namespace golive {
namespace {

enum class Mode : std::int8_t { idle, manual = 7 };

struct Limits {
  double top = 5;
  int margin = 1;
};
struct Plant {
  double speed = 1;
  float gain = 0.5F;
  int offset = 0;
  std::uint8_t gear = 1;
  std::uint64_t budget = 1;
  bool powered = false;
  Mode mode = Mode::idle;
  std::string name = "one";
  char tag[6] = "left";
  double measured = 3;
  double secret = 4;
  Limits limits;
  Limits sealed;
  std::array<Limits, 2> table{};
  static constexpr auto panel = panel_fields(field<&Plant::speed>({.unit = "m/s", .min = 0, .max = 3, .step = 0.1}),
                                             field<&Plant::offset>({.min = -10}), field<&Plant::measured>({.read_only = true}),
                                             field<&Plant::secret>({.hidden = true}), field<&Plant::sealed>({.read_only = true}));
};

TEST(PanelWrite, EveryKindOfFieldIsWritten) {
  Guarded<Plant> plant;
  Steered page(plant);
  page.set("Speed", "\"2.5\"");
  page.set("Gain", "\"0.1\"");
  page.set("Offset", "\"-7\"");
  page.set("Gear", "\"200\"");
  page.set("Budget", "\"18446744073709551615\"");
  page.set("Powered", "\"true\"");
  page.set("Mode", "\"7\"");
  page.set("Name", R"("two \"2\"")");
  page.set("Tag", "\"up\"");
  page.set("Top", "9.25", "done");
  const Plant now = plant.copy();
  EXPECT_EQ(now.speed, 2.5);
  EXPECT_EQ(now.gain, 0.1F);
  EXPECT_EQ(now.offset, -7);
  EXPECT_EQ(now.gear, 200);
  EXPECT_EQ(now.budget, 18'446'744'073'709'551'615u);
  EXPECT_TRUE(now.powered);
  EXPECT_EQ(now.mode, Mode::manual);
  EXPECT_EQ(now.name, "two \"2\"");
  EXPECT_EQ(std::string(now.tag), "up");
  EXPECT_EQ(now.limits.top, 9.25);
}

struct Refused {
  const char* label;
  const char* json;
  const char* reason;
};

TEST(PanelWrite, WhatDoesNotFitIsRefusedWithAReasonAndHasNoEffect) {
  Guarded<Plant> plant;
  const Refused cases[] = {
      {"Speed", "\"3.01\"", "must be at most 3.0 m/s"},
      {"Speed", "\"-0.1\"", "must be at least 0.0 m/s"},
      {"Speed", "\"fast\"", "must be a number"},
      {"Speed", "\"nan\"", "must be a number"},
      {"Speed", "\"inf\"", "must be a number"},
      {"Speed", "\"\"", "must be a number"},
      {"Speed", "[1]", "must be a value"},
      {"Gain", "\"1e39\"", "is too large a number"},
      {"Offset", "\"-11\"", "must be at least \u221210"},
      {"Offset", "\"1.5\"", "must be a whole number"},
      {"Offset", "\"99999999999999999999\"", "must be from -2147483648 to 2147483647"},
      {"Gear", "\"256\"", "must be from 0 to 255"},
      {"Gear", "\"-1\"", "must be from 0 to 255"},
      {"Powered", "\"maybe\"", "must be yes or no"},
      {"Mode", "\"3\"", "must be one of the choices"},
      {"Tag", "\"too long\"", "must be at most 6 bytes long"},
      {"Name", "\"a\\u0000b\"", "must not hold a NUL"},
  };
  for (const auto& [label, json, reason] : cases) {
    Steered page(plant);
    EXPECT_SAYS(page.set(label, json), reason);
  }
  const Plant now = plant.copy();
  EXPECT_EQ(now.speed, 1);
  EXPECT_EQ(now.gain, 0.5F);
  EXPECT_EQ(now.offset, 0);
  EXPECT_EQ(now.gear, 1);
  EXPECT_EQ(now.mode, Mode::idle);
  EXPECT_EQ(now.name, "one");
  EXPECT_EQ(std::string(now.tag), "left");
}

// Every number there is, and some that are not: only fields that have a control can be written.
TEST(PanelWrite, AForgedEventWritesNoFieldThatIsHiddenOrReadOnly) {
  Guarded<Plant> plant;
  Steered page(plant);
  EXPECT_EQ(page.field("Measured"), -1);
  EXPECT_EQ(page.field("Secret"), -1);
  for (int field = 0; field < 64; ++field) page.set(field, "\"2\"");
  const Plant now = plant.copy();
  EXPECT_EQ(now.speed, 2);
  EXPECT_EQ(now.limits.top, 2);
  EXPECT_EQ(now.measured, 3);
  EXPECT_EQ(now.secret, 4);
  EXPECT_EQ(now.sealed.top, 5);
  EXPECT_EQ(now.sealed.margin, 1);
  EXPECT_EQ(now.table[0].top, 5);
}

TEST(PanelWrite, APanelThatIsReadOnlyHasNoControlsAndTakesNoEvents) {
  Guarded<Plant> plant;
  Steered page(plant, [](Panel<Plant>& panel) { panel.read_only(); });
  EXPECT_SAYS_NOT(page.html(), "<input");
  EXPECT_SAYS_NOT(page.html(), "role=\"switch\"");
  for (int field = 0; field < 64; ++field) page.set(field, "\"2\"");
  EXPECT_EQ(plant.copy().speed, 1);
}

TEST(PanelWrite, ALatestWithoutChangesIsReadOnly) {
  struct Small {
    double speed = 1;
  };
  Latest<Small> small;
  EXPECT_SAYS_NOT(page_of(small), "<input");
}

TEST(PanelWrite, ControlsAreLabelledAndSayWhatFits) {
  Guarded<Plant> plant;
  const std::string page = page_of(plant);
  EXPECT_SAYS(page, R"(<label id="lf1" for="f1">Speed<span class="gp-hidden"> in m/s</span></label>)");
  EXPECT_SAYS(page, R"_(min="0" max="3" step="0.1" value="1" lv-input="set(1)")_");
  EXPECT_SAYS(page, R"(<option value="0" selected="">Idle</option><option value="7">Manual</option>)");
  EXPECT_SAYS(page, R"(role="switch")");
  EXPECT_SAYS(page, R"(aria-checked="false")");
  EXPECT_SAYS(page, R"(lv-recover="off")");
}

enum class Gear : std::uint8_t { first = 1, second };
std::string_view name_of(Gear gear) { return gear == Gear::first ? "the first" : "the second"; }

struct Geared {
  Gear gear = static_cast<Gear>(9);
};

TEST(PanelWrite, ChoicesHaveTheNamesTheHostGivesThemAndAValueWithoutAName) {
  Guarded<Geared> geared(Geared{static_cast<Gear>(200)});
  const std::string page = page_of(geared);
  EXPECT_SAYS(page, R"(<option value="1">the first</option><option value="2">the second</option>)");
  EXPECT_SAYS(page, R"(<option value="200" selected disabled>)");
}

struct Asking {
  bool powered = true;
  double limit = 1;
  static constexpr auto panel =
      panel_fields(field<&Asking::powered>({.confirm = "Switch off?"}), field<&Asking::limit>({.max = 9, .confirm = "Sure?"}));
};

TEST(PanelWrite, AFieldThatAsksFirstIsNotSentAsItIsEdited) {
  Guarded<Asking> asking;
  const std::string page = page_of(asking);
  EXPECT_SAYS(page, R"(lv-confirm="Switch off?")");
  EXPECT_SAYS(page, R"_(<form class="gp-form" lv-submit="set(2)" lv-confirm="Sure?">)_");
  EXPECT_SAYS_NOT(page, "lv-change");
  Steered open(asking);
  open.set("Limit", "\"4\"", "done");
  EXPECT_EQ(asking.copy().limit, 4);
}

TEST(PanelWrite, ControlsOfAValueThatIsGoneAreDisabledAndRefused) {
  auto plant = std::make_unique<Guarded<Plant>>();
  Steered page(*plant);
  const int speed = page.field("Speed");
  plant.reset();
  EXPECT_SAYS(page.read_until("Gone"), "\"disabled\":true");
  page.set(speed, "\"2\"", "the host has withdrawn this value");
}

}  // namespace
}  // namespace golive
