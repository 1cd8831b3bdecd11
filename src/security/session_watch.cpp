#include "security/session_watch.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/loop.h"
#include "security/session_state.h"
#include "security/sessions.h"

namespace golive::security {
namespace {

// The monotonic clock of timers stands still while the machine sleeps; sessions go by the calendar.
constexpr std::int64_t kLongestWait = 60;

}  // namespace

SessionWatch::SessionWatch(Loop& loop, Sessions& sessions) : loop_(loop), sessions_(sessions), timer_(loop, [this] { look(); }) {
  const std::scoped_lock lock(sessions_.watch_mutex_);
  sessions_.watch_ = this;
}

SessionWatch::~SessionWatch() {
  const std::scoped_lock lock(sessions_.watch_mutex_);
  sessions_.watch_ = nullptr;
}

void SessionWatch::arm(std::int64_t at) {
  const std::int64_t wait = std::clamp<std::int64_t>(at - unix_seconds(), 0, kLongestWait);
  timer_.start(std::chrono::seconds(wait) + std::chrono::milliseconds(10));
}

void SessionWatch::look() {
  const std::int64_t now = unix_seconds();
  std::vector<std::shared_ptr<SessionState>> due;
  {
    const std::scoped_lock lock(sessions_.watch_mutex_);
    armed_ = 0;
    auto& watched = sessions_.watched_;
    while (!watched.empty() && watched.begin()->first <= now) {
      // Empty if it is being destroyed, for which it waits for this lock.
      if (auto state = watched.begin()->second->weak_from_this().lock()) due.push_back(std::move(state));
      watched.erase(watched.begin());
    }
  }
  for (const auto& state : due) state->look(now);
  const std::scoped_lock lock(sessions_.watch_mutex_);
  if (armed_ != 0 || sessions_.watched_.empty()) return;
  armed_ = sessions_.watched_.begin()->first;
  arm(armed_);
}

void Sessions::watch(SessionState& state, std::int64_t before, std::int64_t at) {
  if (before == at) return;
  const std::scoped_lock lock(watch_mutex_);
  if (before != 0) watched_.erase({before, &state});
  if (at == 0) return;
  watched_.emplace(at, &state);
  if (watch_ == nullptr || (watch_->armed_ != 0 && watch_->armed_ <= at)) return;
  watch_->armed_ = at;
  watch_->loop_.post([self = shared_from_this()] {
    const std::scoped_lock inner(self->watch_mutex_);
    if (self->watch_ != nullptr && self->watch_->armed_ != 0) self->watch_->arm(self->watch_->armed_);
  });
}

}  // namespace golive::security
