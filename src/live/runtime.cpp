#include "live/runtime.h"

#include <algorithm>
#include <utility>

#include "base/loop.h"
#include "base/prefetch.h"
#include "base/random.h"
#include "live/browser_frame.h"
#include "live/connection.h"
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

void Runtime::schedule(View& view) {
  if (std::exchange(view.push_scheduled, true)) return;
  scheduled_.push_back(view.shared_from_this());
  if (frame_timer_.pending() || std::exchange(flush_posted_, true)) return;
  loop_.post([this] { flush_scheduled(); });
}

// First a view, and when that has come, what it points to.
void Runtime::prefetch_views(std::size_t current) const noexcept {
  const std::size_t next = current + 1;
  const std::size_t near = current + kPrefetchAhead;
  const std::size_t far = near + kPrefetchAhead;
  if (next < flushing_.size()) flushing_[next]->prefetch_transport();
  if (far < flushing_.size()) prefetch(flushing_[far].get(), sizeof(View));
  if (near < flushing_.size()) flushing_[near]->prefetch_parts();
}

void Runtime::flush_scheduled() {
  flush_posted_ = false;
  const auto now = Clock::now();
  auto next = Clock::time_point::max();
  // Each view is looked at once and let go at once: with thousands of them every further visit is a cache miss.
  flushing_.swap(scheduled_);
  for (std::size_t i = 0; i < flushing_.size(); ++i) {
    prefetch_views(i);
    std::shared_ptr<View> view = std::move(flushing_[i]);
    if (view->last_push + kBrowserFrame > now) {
      next = std::min(next, view->last_push + kBrowserFrame);
      scheduled_.push_back(std::move(view));
      continue;
    }
    view->push_scheduled = false;
    view->push(now);
  }
  flushing_.clear();
  if (next != Clock::time_point::max()) frame_timer_.start(next - now);
}

std::uint64_t Runtime::come_back_after() { return kFirstBackMs + random_number() % last_back_ms_; }

void Runtime::end_all() {
  stopping_ = true;
  last_back_ms_ = std::clamp<std::uint64_t>(views_.size() * kBackPerViewMs, kShortestBackMs, kLongestBackMs);
  while (!views_.empty()) views_.begin()->second->shut_down();
  while (const auto view = parking_.first()) view->end(TerminateReason::shutdown);
  scheduled_.clear();
}

}  // namespace golive::live
