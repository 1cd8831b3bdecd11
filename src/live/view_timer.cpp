#include "live/view_timer.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "live/runtime.h"
#include "live/view.h"

namespace golive::live {

using Clock = std::chrono::steady_clock;

ViewTimer::ViewTimer(View& view, std::uint64_t id, std::chrono::nanoseconds delay, std::chrono::nanoseconds period, detail::MethodTask task)
    : view_(view),
      id_(id),
      period_(period),
      next_(monotonic_now() + delay),
      task_(std::make_shared<detail::MethodTask>(std::move(task))),
      timer_(view.runtime_.loop(), [this] { due(); }) {}

void ViewTimer::start() { timer_.start(std::max(next_ - monotonic_now(), Clock::duration::zero())); }

// The callback may cancel this timer or end the view: nothing of this object is touched after it.
void ViewTimer::due() { view_.run_timer(id_, task_); }

bool ViewTimer::again() {
  if (period_ <= std::chrono::nanoseconds::zero()) return false;
  next_ += period_;
  // Beats that were missed are skipped; the rhythm is kept.
  if (const auto now = monotonic_now(); next_ < now) next_ += (now - next_) / period_ * period_;
  start();
  return true;
}

}  // namespace golive::live
