#include "pendulum.h"

#include <algorithm>
#include <cmath>

namespace golive::examples {
namespace {

constexpr double kMass = Pendulum::kCartMass + Pendulum::kPoleMass;
constexpr double kJointFriction = 0.002;  // N m per rad/s
// The controller takes over from the swinging where the pole is so near to upright and so slow, and gives up where it is so far from it.
constexpr double kCatchAngle = 0.5;
constexpr double kLoseAngle = 0.9;

}  // namespace

double Pendulum::angle() const { return std::atan2(std::sin(angle_), std::cos(angle_)); }

double Pendulum::pole_energy() const {
  const double inertia = kPoleMass * settings.length * settings.length * 4 / 3;  // of a rod about its end
  return 0.5 * inertia * angular_speed_ * angular_speed_ + kPoleMass * settings.gravity * settings.length * (std::cos(angle_) - 1);
}

// State feedback; the way to the target is cut, so that a far one does not throw the pole over.
double Pendulum::balance() const {
  const double away = std::clamp(position_ - settings.target, -0.5, 0.5);
  return 3 * away + 5 * speed_ + 60 * angle() + 12 * angular_speed_;
}

// Pumps energy into the pole until it has a little more than it needs (Astrom and Furuta, "Swinging up a pendulum by energy control",
// Automatica 36, 2000), and keeps the cart about the middle.
double Pendulum::swing_up() const {
  const double height = kPoleMass * settings.gravity * settings.length;
  const double missing = std::clamp(6 * (pole_energy() - 0.12 * height) / height, -1.0, 1.0);
  return 4 * kMass * missing * std::copysign(1.0, angular_speed_ * std::cos(angle_)) - 6 * position_ - 1.5 * speed_;
}

double Pendulum::motor() {
  if (!settings.controlled) return balancing_ = false, 0;
  const double lean = std::abs(angle());
  if (balancing_) balancing_ = lean <= kLoseAngle;
  else balancing_ = lean < kCatchAngle && std::abs(angular_speed_) < 0.9 * std::sqrt(settings.gravity / settings.length);
  return std::clamp(balancing_ ? balance() : swing_up(), -settings.max_force, settings.max_force);
}

// The equations of Florian, "Correct equations for the dynamics of the cart-pole system" (2007), by semi-implicit Euler steps.
void Pendulum::step(double seconds) {
  force_ = motor();
  const double sine = std::sin(angle_), cosine = std::cos(angle_);
  const double length = settings.length;
  const double push = (force_ + kPoleMass * length * angular_speed_ * angular_speed_ * sine - settings.friction * speed_) / kMass;
  const double turning = (settings.gravity * sine - cosine * push - kJointFriction * angular_speed_ / (kPoleMass * length)) /
                         (length * (4.0 / 3 - kPoleMass * cosine * cosine / kMass));
  angular_speed_ += turning * seconds;
  angle_ += angular_speed_ * seconds;
  speed_ += (push - kPoleMass * length * turning * cosine / kMass) * seconds;
  position_ += speed_ * seconds;
  if (std::abs(position_) > kRail) {
    position_ = std::copysign(kRail, position_);
    speed_ = 0;
  }
}

}  // namespace golive::examples
