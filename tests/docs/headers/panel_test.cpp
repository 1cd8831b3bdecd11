// The examples in the comments of panel.h, panel_fields.h and guarded.h.
#include <golive/golive.h>
#include <golive/panel.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "unit/app/visitor.h"

// clang-format off
namespace vendor {
struct Motor { double rpm = 900; };
}  // namespace vendor

template <>
struct golive::panel_traits<vendor::Motor> {
  static constexpr auto panel = panel_fields(field<&vendor::Motor::rpm>({.unit = "1/min"}));
};

namespace golive::panel_examples {

using V = test::Visitor;

struct Arm {
  double speed = 0;
  double torque = 0;
  bool powered = false;
  int ticks = 0;
  static constexpr auto panel = panel_fields(
      field<&Arm::speed>({.unit = "m/s", .min = 0, .max = 3, .step = 0.1}),
      field<&Arm::torque>({.label = "Torque of the drive", .unit = "N m", .read_only = true}),
      field<&Arm::powered>({.confirm = "Switch the motors?"}),
      field<&Arm::ticks>({.hidden = true}));
};

struct Battery { double charge = 1; double volts = 48; };
enum class Mode { idle, follow_line, manual };
struct Rover {
  double speed = 0;
  Mode mode = Mode::idle;
  std::array<double, 3> position{};
  Battery battery;
};
Latest<Rover> rover;                           // published by the host's loop, or Guarded<Rover>: a value and its mutex

void add_panels(App& app) {
  app.panel("/rover", rover, [](Panel<Rover>& panel) {
    panel.title("Rover 7").stale_after(500ms);
  });
}

Command<Change<Rover>> changes(64);
void add_drive(App& app) {
  app.panel("/drive", rover, [&](Panel<Rover>& panel) {
    panel.changes(changes).button("Stop", [](Rover& r) { r.speed = 0; });
  });
}
void round_of_host(Rover& state) {
  changes.drain([&](const Change<Rover>& change) { return change.apply(state); });   // in the host's loop, each round
}

struct Tank { std::string name; double level = 0; std::vector<double> inlets; };
Guarded<Tank> tank;                                            // anywhere in the host

double fill(double inflow) {
  tank.write([&](Tank& t) { t.level += inflow; });               // from any thread
  double level = tank.read([](const Tank& t) { return t.level; });
  return level;
}

struct Gauge {
  double level = 0;
  void mount(Socket& socket);
  void on_tank(const Tank& now);
  Html render() const { return HTML("<p>{level}</p>", level); }
};
void Gauge::mount(Socket& socket) { socket.watch<&Gauge::on_tank>(tank); }
void Gauge::on_tank(const Tank& now) { level = now.level; }

TEST(PanelExamples, RunAsTheyAreShown) {
  Guarded<Arm> arm;
  Guarded<vendor::Motor> motor;
  EXPECT_EQ(fill(2.5), 2.5);
  Rover now;
  now.speed = 1.25;
  rover.publish(now);
  App app;
  add_panels(app);
  add_drive(app);
  round_of_host(now);
  app.panel("/arm", arm).panel("/motor", motor).live<Gauge>("/tank").listen("127.0.0.1", 0).start();
  const V visitor(app.port());
  EXPECT_NE(visitor.get("/rover").find("<h1>Rover 7</h1>"), std::string::npos);
  EXPECT_NE(visitor.get("/drive").find(">Stop</button>"), std::string::npos);
  EXPECT_NE(visitor.get("/arm").find("Torque of the drive"), std::string::npos);
  EXPECT_NE(visitor.get("/motor").find("1/min"), std::string::npos);
  EXPECT_NE(visitor.get("/tank").find("<p>2.5</p>"), std::string::npos);
}

[[maybe_unused]] int serve() {
  App app;
  app.panel("/", rover).run();
  return 0;
}
// clang-format on

}  // namespace golive::panel_examples
