// A panel of an app that seals all events.
#include "unit/live/sealed_page.h"
#include "unit/panel/panel_page.h"

namespace golive {
namespace {

struct Rover {
  bool lamp = false;
};

TEST(SealedPanelTest, ItsControlsWorkAndNothingElseDoes) {
  Guarded<Rover> rover;
  App app(Config{.sealed_events = true});
  app.panel("/", rover).listen("127.0.0.1", 0).start();
  const auto page = test::Visitor(app.port()).join("/");
  ASSERT_TRUE(page.attached());
  const auto turn_on = [&](int id, std::string_view event) {
    page.socket->text("[" + std::to_string(id) + "," + test::json_text(event) + R"(,{"value":true},1])");
    return page.socket->read().payload;
  };
  const std::string binding = test::binding_in(page.page.html, "set(");
  EXPECT_SAYS(turn_on(1, binding.substr(0, binding.find('~'))), "not_rendered");
  EXPECT_FALSE(rover.copy().lamp);
  EXPECT_SAYS_NOT(turn_on(2, binding), "not_rendered");
  EXPECT_TRUE(rover.copy().lamp);
}

}  // namespace
}  // namespace golive
