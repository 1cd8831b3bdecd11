#pragma once
// A pole on a cart: swings itself up, balances, and goes where it is told. The physics alone; knows nothing of pages and threads.
//
//   Pendulum pendulum;
//   pendulum.step(1e-4);      // seconds
//   pendulum.push(0.8);       // somebody hits the cart: metres per second
namespace golive::examples {

struct PendulumSettings {
  double target = 0;       // where the cart shall stand, m
  double gravity = 9.81;   // m/s2
  double length = 0.5;     // from the joint to the middle of the pole, m
  double max_force = 20;   // of the motor, N
  double friction = 0.1;   // of the rail, N per m/s
  bool controlled = true;  // the motor is on
};

class Pendulum {
 public:
  static constexpr double kRail = 2.0;      // the cart stops there, m from the middle
  static constexpr double kCartMass = 1.0;  // kg
  static constexpr double kPoleMass = 0.2;

  PendulumSettings settings;

  void step(double seconds);
  void push(double speed) { speed_ += speed; }

  double position() const { return position_; }            // of the cart, m
  double speed() const { return speed_; }                  // m/s
  double angle() const;                                    // of the pole from upright, rad, within pi
  double angular_speed() const { return angular_speed_; }  // rad/s
  double force() const { return force_; }                  // of the motor, N
  double pole_energy() const;                              // J; 0 where it stands upright and still
  double cart_energy() const { return 0.5 * kCartMass * speed_ * speed_; }
  bool balancing() const { return balancing_; }

 private:
  double motor();
  double balance() const;
  double swing_up() const;

  double position_ = 0;
  double speed_ = 0;
  double angle_ = 3.14159;  // hangs
  double angular_speed_ = 0.02;
  double force_ = 0;
  bool balancing_ = false;
};

}  // namespace golive::examples
