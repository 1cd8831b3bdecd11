#include "base/timer.h"

#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <utility>

#include "base/loop.h"

namespace golive {

// Shared with the handlers that are on their way: one that is already queued when the timer is cancelled or restarted finds another
// round and does nothing.
struct Timer::State {
  State(Loop& loop, std::move_only_function<void()> callback) : timer(loop.io()), on_due(std::move(callback)) {}
  boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>,
                                    boost::asio::io_context::executor_type>
      timer;
  std::move_only_function<void()> on_due;
  std::uint64_t round = 0;
  bool pending = false;
};

Timer::Timer(Loop& loop, std::move_only_function<void()> on_due) : state_(std::make_shared<State>(loop, std::move(on_due))) {}

Timer::~Timer() { cancel(); }

void Timer::start(std::chrono::nanoseconds after) {
  state_->round += 1;
  state_->pending = true;
  state_->timer.expires_after(after);
  state_->timer.async_wait([state = state_, round = state_->round](const boost::system::error_code&) {
    if (state->round != round || !state->pending) return;
    state->pending = false;
    state->on_due();
  });
}

void Timer::cancel() {
  if (!std::exchange(state_->pending, false)) return;
  state_->timer.cancel();
}

bool Timer::pending() const noexcept { return state_->pending; }

}  // namespace golive
