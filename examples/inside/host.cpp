#include "host.h"

#include <pthread.h>
#include <sched.h>

#include <cmath>
#include <ctime>

namespace golive::examples {
namespace {

constexpr double kStep = Host::kRoundNs * 1e-9;
constexpr std::uint64_t kRoundsPerPoint = 100;       // of the chart
constexpr std::uint64_t kRoundsPerSummary = 10'000;  // a walk over the histogram

std::int64_t now_ns() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

void sleep_until(std::int64_t ns) {
  const timespec until{.tv_sec = ns / 1'000'000'000, .tv_nsec = ns % 1'000'000'000};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) != 0) {
  }
}

bool is_within(double value, double low, double high) { return std::isfinite(value) && value >= low && value <= high; }

}  // namespace

Host::Host(Options options) : options_(options), paused_(options.paused), thread_([this] { loop(); }) {}

Host::~Host() { stop(); }

void Host::stop() {
  ending_ = true;
  if (thread_.joinable()) thread_.join();
}

void Host::loop() {
  if (options_.cpu >= 0) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(options_.cpu, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
  }
  for (std::int64_t due = now_ns(); !ending_.load(std::memory_order_relaxed); due += kRoundNs) {
    sleep_until(due);
    const std::int64_t begin = now_ns();
    round();
    times_.add(now_ns() - begin);
    if (begin - due > kRoundNs) {
      ++late_;
      due = begin;
    }
  }
}

// All that the page adds to a round: a look at the orders, and the publication.
void Host::round() {
  if (!options_.alone) orders.drain([this](const Order& order) { return obey(order); });
  if (!paused_) advance();
  if (!options_.alone) publish();
}

void Host::advance() {
  pendulum_.step(kStep);
  time_ += kStep;
  ++steps_;
}

Outcome Host::obey(const Order& order) {
  PendulumSettings& settings = pendulum_.settings;
  const auto set = [&order](double& setting, double low, double high) {
    if (!is_within(order.value, low, high)) return refuse("that is out of its range");
    setting = order.value;
    return Outcome{};
  };
  switch (order.what) {
    case Order::What::target:
      return set(settings.target, -1.5, 1.5);
    case Order::What::gravity:
      return set(settings.gravity, 1.6, 24.8);
    case Order::What::length:
      return set(settings.length, 0.25, 0.8);
    case Order::What::max_force:
      return set(settings.max_force, 5, 40);
    case Order::What::push:
      if (!is_within(order.value, -2, 2)) return refuse("nobody pushes that hard");
      pendulum_.push(order.value);
      return {};
    case Order::What::control:
      settings.controlled = order.value != 0;
      return {};
    case Order::What::pause:
      paused_ = order.value != 0;
      return {};
    case Order::What::step:
      if (!paused_) return refuse("it runs: pause it first");
      advance();
      return {};
  }
  return refuse("no such order");
}

void Host::publish() {
  now_.time = time_;
  now_.position = pendulum_.position();
  now_.speed = pendulum_.speed();
  now_.angle = pendulum_.angle();
  now_.angular_speed = pendulum_.angular_speed();
  now_.force = pendulum_.force();
  now_.pole_energy = pendulum_.pole_energy();
  now_.cart_energy = pendulum_.cart_energy();
  now_.settings = pendulum_.settings;
  now_.balancing = pendulum_.balancing();
  now_.paused = paused_;
  now_.steps = steps_;
  now_.late = late_;
  if (rounds_++ % kRoundsPerSummary == 0) {
    now_.p50 = times_.within(0.5);
    now_.p99 = times_.within(0.99);
    now_.p999 = times_.within(0.999);
    now_.longest = times_.longest();
  }
  state.publish(now_);
  if (!paused_ && steps_ % kRoundsPerPoint == 0) track.publish(time_, {now_.position, now_.settings.target});
}

}  // namespace golive::examples
