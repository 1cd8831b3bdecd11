// Where a panel's values come from, and what it says when nothing comes any more.
#include <memory>
#include <string>

#include "panel_page.h"

namespace golive {
namespace {

struct Tank {
  double level = 0;
};

TEST(PanelFreshness, AValueThatWasNeverPublishedIsStale) {
  Latest<Tank> tank;
  const std::string page = page_of(tank);
  EXPECT_SAYS(page, R"(data-state="stale")");
  EXPECT_SAYS(page, R"(role="status">Stale: nothing new is published</p>)");
}

TEST(PanelFreshness, AValueThatIsPublishedIsLive) {
  Latest<Tank> tank;
  tank.publish({2.5});
  const std::string page = page_of(tank);
  EXPECT_SAYS(page, R"(data-state="live")");
  EXPECT_SAYS(words(page), "Level 2.500 ");
}

TEST(PanelFreshness, AGuardedValueIsLiveThoughNobodyWritesIt) {
  Guarded<Tank> tank;
  EXPECT_SAYS(page_of(tank), R"(data-state="live")");
}

template <class Value>
void expect_gone() {
  auto tank = std::make_unique<Value>(Tank{2.5});
  App app;
  app.panel("/", *tank, [](Panel<Tank>& panel) { panel.read_only(); }).listen("127.0.0.1", 0).start();
  tank.reset();
  const std::string page = test::Visitor(app.port()).get("/");
  EXPECT_SAYS(page, R"(data-state="gone")");
  EXPECT_SAYS(words(page), "Level 2.500 ");
}

TEST(PanelFreshness, APageOpenedAfterTheValueWasDestroyedShowsTheLastOneAsGone) {
  expect_gone<Latest<Tank>>();
  expect_gone<Guarded<Tank>>();
}

TEST(PanelFreshness, AnOpenPageGetsTheNumberThatChangedAndNothingElse) {
  Guarded<Tank> tank;
  App app;
  app.panel("/", tank, [](Panel<Tank>& panel) { panel.read_only(); }).listen("127.0.0.1", 0).start();
  const auto joined = test::Visitor(app.port()).join("/");
  ASSERT_TRUE(joined.attached()) << joined.answer;
  tank.write([](Tank& now) { now.level = 2.5; });
  const std::string patch = joined.socket->read().payload;
  EXPECT_SAYS(patch, "\"2.500\"");
  EXPECT_LT(patch.size(), 100u) << patch;
}

TEST(PanelFreshness, AnOpenPageIsToldThatItsValueIsGone) {
  auto tank = std::make_unique<Guarded<Tank>>();
  App app;
  app.panel("/", *tank, [](Panel<Tank>& panel) { panel.read_only(); }).listen("127.0.0.1", 0).start();
  const auto joined = test::Visitor(app.port()).join("/");
  tank.reset();
  std::string patch;
  while (patch.find("gone") == std::string::npos) patch = joined.socket->read().payload;
  EXPECT_SAYS(patch, "Gone: these are the last values");
}

}  // namespace
}  // namespace golive
