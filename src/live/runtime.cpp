#include "live/runtime.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "base/loop.h"
#include "base/prefetch.h"
#include "base/random.h"
#include "live/browser_frame.h"
#include "live/connection.h"
#include "live/frame_batch.h"
#include "live/view.h"

namespace golive::live {
namespace {

using Clock = std::chrono::steady_clock;

// Browsers that a stop sends away come back to a server that has just started: 500 of each loop a second.
constexpr std::uint64_t kBackPerViewMs = 2;
constexpr std::uint64_t kFirstBackMs = 100;
constexpr std::uint64_t kShortestBackMs = 1'000;
constexpr std::uint64_t kLongestBackMs = 30'000;

}  // namespace

Runtime::Runtime(Loop& loop, const Settings& settings, const security::KeyRing& keys, Resolver& resolver,
                 std::function<WorkerPool&()> workers, std::shared_ptr<ParkingQuota> quota)
    : loop_(loop),
      settings_(settings),
      signer_(keys),
      resolver_(resolver),
      workers_(std::move(workers)),
      counters_(std::make_shared<Counters>()),
      shared_parts_(settings.hash_key),
      parking_(loop, std::move(quota)),
      sampler_(loop),
      frame_timer_(loop, [this] { flush_scheduled(); }) {}

Runtime::~Runtime() = default;

std::size_t Runtime::loop_index() const noexcept { return loop_.index(); }

void Runtime::joined(View& view) {
  counters_->joins.add();
  views_[view.number()] = &view;
}

void Runtime::left(View& view) {
  counters_->leaves.add();
  views_.erase(view.number());
}

std::shared_ptr<View> Runtime::claim(std::uint64_t number) {
  const auto found = views_.find(number);
  return found == views_.end() ? parking_.take(number) : found->second->shared_from_this();
}

std::shared_ptr<View> Runtime::find(std::uint64_t number) const {
  const auto found = views_.find(number);
  return found == views_.end() ? parking_.find(number) : found->second->shared_from_this();
}

bool Runtime::evict(std::uint64_t number) {
  const auto parked = parking_.find(number);
  if (parked != nullptr) parked->end(TerminateReason::timeout);
  return parked != nullptr;
}

void Runtime::schedule(View& view) {
  if (view.scheduled_at != View::kNotScheduled) return;
  view.scheduled_at = static_cast<std::uint32_t>(scheduled_.size());
  scheduled_.push_back(&view);
  if (frame_timer_.pending() || std::exchange(flush_posted_, true)) return;
  loop_.post([this] { flush_scheduled(); });
}

void Runtime::unschedule(View& view) noexcept {
  const std::uint32_t place = std::exchange(view.scheduled_at, View::kNotScheduled);
  for (std::vector<View*>* const waiting : {&scheduled_, &flushing_})
    if (place < waiting->size() && (*waiting)[place] == &view) (*waiting)[place] = nullptr;
}

// First a view, and when that has come, what it points to.
void Runtime::prefetch_views(std::size_t current) const noexcept {
  const auto ahead = [&](std::size_t count) { return current + count < flushing_.size() ? flushing_[current + count] : nullptr; };
  prefetch(ahead(2 * kPrefetchAhead), View::kHotBytes);
  if (const View* const near = ahead(kPrefetchAhead)) near->prefetch_parts();
  if (const View* const next = ahead(1)) next->prefetch_transport();
}

void Runtime::flush_scheduled() {
  flush_posted_ = false;
  const auto now = monotonic_now();
  auto next = Clock::time_point::max();
  // Each view is looked at once and let go at once: with thousands of them every further visit is a cache miss.
  flushing_.swap(scheduled_);
  FrameBatch batch;
  for (std::size_t i = 0; i < flushing_.size(); ++i) {
    prefetch_views(i);
    View* const view = std::exchange(flushing_[i], nullptr);
    if (view == nullptr) continue;
    view->scheduled_at = View::kNotScheduled;
    if (view->last_push + kBrowserFrame > now) {
      next = std::min(next, view->last_push + kBrowserFrame);
      view->scheduled_at = static_cast<std::uint32_t>(scheduled_.size());
      scheduled_.push_back(view);
      continue;
    }
    view->push(now, batch);
    if (batch.is_full()) batch.send();
  }
  batch.send();
  flushing_.clear();
  if (next != Clock::time_point::max()) frame_timer_.start(next - now);
}

std::uint64_t Runtime::come_back_after() { return kFirstBackMs + random_number() % last_back_ms_; }

void Runtime::abandon_all() {
  stopping_ = true;
  while (!views_.empty()) views_.begin()->second->abandon();
  while (const auto view = parking_.first()) view->abandon();
  scheduled_.clear();
}

void Runtime::end_all() {
  stopping_ = true;
  last_back_ms_ = std::clamp<std::uint64_t>(views_.size() * kBackPerViewMs, kShortestBackMs, kLongestBackMs);
  while (!views_.empty()) views_.begin()->second->shut_down();
  while (const auto view = parking_.first()) view->end(TerminateReason::shutdown);
  scheduled_.clear();
}

}  // namespace golive::live
