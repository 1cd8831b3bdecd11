#pragma once
// A rover that drives in circles: what a panel can show of a struct.
#include <golive/panel.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace golive::examples {

enum class Mode : std::uint8_t { idle, follow_line, manual };

struct Battery {
  double charge = 87.5;
  double volts = 48.2;
  float amps = 3.1F;
  bool charging = false;
  static constexpr auto panel =
      panel_fields(field<&Battery::charge>({.unit = "%", .step = 0.1}), field<&Battery::volts>({.unit = "V", .step = 0.01}),
                   field<&Battery::amps>({.unit = "A", .step = 0.1}));
};

struct Joint {
  char name[16] = {};
  double angle = 0;
  double torque = 0;
  int temperature = 31;
  bool brake = false;
  static constexpr auto panel =
      panel_fields(field<&Joint::angle>({.unit = "°", .step = 0.1}), field<&Joint::torque>({.unit = "N m", .step = 0.01}),
                   field<&Joint::temperature>({.unit = "°C"}));
};

struct Rover {
  double speed = 0.8;
  double target = 0.8;
  Mode mode = Mode::follow_line;
  bool motors = true;
  char name[24] = "Curiosity";
  double odometer = 0;
  int gain = 12;
  std::array<double, 3> position{};
  double sonar = std::numeric_limits<double>::quiet_NaN();
  Battery battery;
  std::array<std::array<double, 3>, 3> rotation{};
  std::array<Joint, 4> joints{{{"Front left"}, {"Front right"}, {"Rear left"}, {"Rear right"}}};
  std::array<double, 180> lidar{};
  double clock = 0;

  static constexpr auto panel = panel_fields(
      field<&Rover::speed>({.unit = "m/s", .step = 0.001, .read_only = true}),
      field<&Rover::target>({.label = "Target speed", .unit = "m/s", .min = 0, .max = 3, .step = 0.1}),
      field<&Rover::motors>({.confirm = "Switch the motors?"}), field<&Rover::odometer>({.unit = "m", .step = 0.01, .read_only = true}),
      field<&Rover::gain>({.label = "Controller gain", .min = 1}), field<&Rover::position>({.unit = "m"}),
      field<&Rover::sonar>({.unit = "m", .read_only = true}), field<&Rover::battery>({.read_only = true}),
      field<&Rover::lidar>({.unit = "m"}), field<&Rover::clock>({.hidden = true}));
};

// One step of the host's loop.
inline void drive(Rover& rover, double seconds) {
  rover.clock += seconds;
  rover.speed += (rover.motors ? rover.target - rover.speed : -rover.speed) * std::min(1.0, 2 * seconds);
  const double turn = rover.clock * 0.3;
  rover.position = {4 * std::cos(turn), 4 * std::sin(turn), 0.12 * std::sin(5 * turn)};
  rover.rotation = {{{std::cos(turn), -std::sin(turn), 0}, {std::sin(turn), std::cos(turn), 0}, {0, 0, 1}}};
  rover.odometer += rover.speed * seconds;
  rover.battery.charge = 87.5 - rover.clock / 60;
  rover.battery.volts = 48.2 + 0.15 * std::sin(rover.clock);
  rover.battery.amps = static_cast<float>(3 + 2 * rover.speed + 0.3 * std::sin(7 * rover.clock));
  double phase = 0;
  for (Joint& joint : rover.joints) {
    joint.angle = 20 * std::sin(rover.clock + phase);
    joint.torque = 1.5 + std::cos(rover.clock * 2 + phase);
    phase += 1.5;
  }
  for (std::size_t i = 0; i < rover.lidar.size(); ++i) rover.lidar[i] = 3 + std::sin(turn + 0.1 * static_cast<double>(i));
}

}  // namespace golive::examples
