#pragma once
// The program that was there before its page: a loop of 10 kHz that must not be disturbed. What the page needs of it are three fields:
// the newest state, where the cart was of late, and orders.
#include <golive/command.h>
#include <golive/latest.h>
#include <golive/live_chart.h>

#include <atomic>
#include <cstdint>
#include <thread>

#include "loop_times.h"
#include "pendulum.h"

namespace golive::examples {

// What the loop publishes in each round. Trivially copyable.
struct State {
  double time = 0;  // of the simulation, s
  double position = 0, speed = 0, angle = 0, angular_speed = 0, force = 0, pole_energy = 0, cart_energy = 0;
  PendulumSettings settings;
  bool balancing = false;
  bool paused = false;
  std::uint64_t steps = 0;
  std::uint64_t late = 0;  // rounds that began more than a round too late
  // Of the loop, in microseconds: what a round takes from its wake-up to its end.
  double p50 = 0, p99 = 0, p999 = 0, longest = 0;
};

// What a page may want.
struct Order {
  enum class What : std::uint8_t { target, gravity, length, max_force, push, control, pause, step };
  What what;
  double value;
};

class Host {
 public:
  static constexpr std::int64_t kRoundNs = 100'000;

  struct Options {
    int cpu = -1;         // where the loop runs; -1: anywhere
    bool alone = false;   // as it would be without a page: takes no orders and publishes nothing
    bool paused = false;  // waits for somebody who says run
  };
  explicit Host(Options options);
  ~Host();  // ends the loop
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  Latest<State> state;
  ChartFeed track{{"cart", "target"}, 2000};  // twenty seconds
  Command<Order> orders{64};

  // After the end.
  void stop();
  const LoopTimes& times() const { return times_; }

 private:
  void loop();
  void round();
  Outcome obey(const Order& order);
  void advance();
  void publish();

  const Options options_;
  Pendulum pendulum_;
  LoopTimes times_;
  double time_ = 0;
  bool paused_;
  std::uint64_t steps_ = 0, rounds_ = 0, late_ = 0;
  State now_;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

}  // namespace golive::examples
