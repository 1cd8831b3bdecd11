// Changes that the host's loop makes, and buttons.
#include <atomic>
#include <memory>
#include <string>

#include "golive/error.h"
#include "steered.h"

namespace golive {
namespace {

struct Arm {
  double angle = 0;
  struct Limits {
    double top = 90;
  } limits;
};

// The host: its loop runs when the test says so.
struct Host {
  Arm arm;
  Latest<Arm> published;
  std::unique_ptr<Command<Change<Arm>>> changes = std::make_unique<Command<Change<Arm>>>(8);
  std::string path;

  Host() { published.publish(arm); }
  auto configure() {
    return [this](Panel<Arm>& panel) {
      panel.stale_after(1h).changes(*changes).button("Home", [](Arm& now) { now.angle = 0; }).button("Jump", [](Arm& now) {
        if (now.angle == 0) return refuse("the arm is at home");
        now.angle *= 2;
        return Outcome{};
      });
    };
  }
  // One round that finds something to do.
  void round() {
    const auto run = [this](const Change<Arm>& change) -> Outcome {
      path = change.path();
      if (path == "limits.top") return refuse("the limits are locked");
      return change.apply(arm);
    };
    while (changes->drain(run) == 0) {
    }
    published.publish(arm);
  }
};

TEST(PanelChange, IsMadeByTheHostsLoopAndComesBack) {
  Host host;
  Steered page(host.published, host.configure());
  EXPECT_SAYS(page.set("Angle", "\"12.5\"", "sent"), "\"12.5\"");  // the control keeps it meanwhile
  EXPECT_EQ(host.published.read().angle, 0);
  host.round();
  EXPECT_EQ(host.path, "angle");
  page.read_until("done");
  EXPECT_EQ(host.arm.angle, 12.5);
}

TEST(PanelChange, ThatTheHostRefusesSaysWhyAtTheField) {
  Host host;
  Steered page(host.published, host.configure());
  page.set("Top", "\"45\"", "sent");
  host.round();
  const std::string frame = page.read_until("the limits are locked");
  EXPECT_SAYS(frame, "\"90\"");  // the control is what it was
  EXPECT_EQ(host.arm.limits.top, 90);
}

TEST(PanelChange, OfAGuardedGoesToTheHostsLoopIfItIsToldSo) {
  Guarded<Arm> arm;
  Command<Change<Arm>> changes(8);
  Steered page(arm, [&](Panel<Arm>& panel) { panel.changes(changes); });
  page.set("Angle", "\"12.5\"", "sent");
  EXPECT_EQ(arm.copy().angle, 0);
  while (changes.drain([&](const Change<Arm>& change) { return arm.write([&](Arm& now) { return change.apply(now); }); }) == 0) {
  }
  page.read_until("done");
  EXPECT_EQ(arm.copy().angle, 12.5);
}

TEST(PanelChange, IsRefusedWhenTheHostTakesNoMore) {
  Host host;
  Steered page(host.published, host.configure());
  host.changes.reset();
  page.set("Angle", "\"12.5\"", "the host takes no more changes");
}

TEST(PanelChange, ThatNobodyDrainedIsLetGo) {
  Host host;
  Steered page(host.published, host.configure());
  page.set("Angle", "\"12.5\"", "sent");
}

TEST(PanelButton, ChangesTheValueInTheHostsLoopOrIsRefusedByItself) {
  Host host;
  host.arm.angle = 30;
  Steered page(host.published, host.configure());
  page.press(1, "Jump: sent");
  host.round();
  page.read_until("Jump: done");
  EXPECT_EQ(host.arm.angle, 60);
  page.press(0, "Home: sent");
  host.round();
  page.read_until("Home: done");
  page.press(1, "Jump: sent");
  host.round();
  page.read_until("Jump: refused, the arm is at home");
  EXPECT_EQ(host.arm.angle, 0);
}

TEST(PanelButton, OfAGuardedRunsAtOnceAndOneWithoutAValueToo) {
  Guarded<Arm> arm(Arm{.angle = 30, .limits = {}});
  std::atomic<int> calls = 0;
  Steered page(arm, [&](Panel<Arm>& panel) {
    panel.button("Home", [](Arm& now) { now.angle = 0; }, {.confirm = "Move?"}).button("Count", [&] { ++calls; });
  });
  EXPECT_SAYS(page.html(), R"(lv-confirm="Move?")");
  page.press(0, "Home: done");
  page.press(1, "Count: done");
  page.press(7);
  EXPECT_EQ(arm.copy().angle, 0);
  EXPECT_EQ(calls, 1);
}

TEST(PanelButton, ThatChangesWhatCanOnlyBeReadIsAnErrorAtTheStart) {
  Latest<Arm> arm;
  App app;
  try {
    app.panel("/", arm, [](Panel<Arm>& panel) { panel.button("Home", [](Arm& now) { now.angle = 0; }); });
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.id(), "GL0530");
    EXPECT_SAYS(std::string(error.what()), "'Home'");
  }
}

}  // namespace
}  // namespace golive
