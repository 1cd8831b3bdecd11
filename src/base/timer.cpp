#include "base/timer.h"

#include <utility>

#include "base/loop.h"
#include "base/timer_queue.h"

namespace golive {

// Shared with the callback that runs, which may destroy the timer.
struct Timer::State final : TimerQueue::Entry, std::enable_shared_from_this<Timer::State> {
  State(Loop& owner, std::move_only_function<void()> callback) : loop(owner), work(std::move(callback)) {}

  void on_due() override {
    const auto self = shared_from_this();
    work();
  }

  Loop& loop;
  std::move_only_function<void()> work;
};

Timer::Timer(Loop& loop, std::move_only_function<void()> on_due) : state_(std::make_shared<State>(loop, std::move(on_due))) {}

Timer::~Timer() { cancel(); }

void Timer::start(std::chrono::nanoseconds after) { state_->loop.start_timer(*state_, after); }

void Timer::cancel() { state_->loop.timers().clear(*state_); }

bool Timer::pending() const noexcept { return state_->pending(); }

std::chrono::steady_clock::time_point Timer::due() const noexcept { return state_->due(); }

}  // namespace golive
