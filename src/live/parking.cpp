#include "live/parking.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "golive/component.h"
#include "live/view.h"

namespace golive::live {

Parking::Parking(Loop& loop, std::shared_ptr<ParkingQuota> quota) : quota_(std::move(quota)), timer_(loop, [this] { end_overdue(); }) {}

Parking::~Parking() = default;

bool Parking::park_served(const std::shared_ptr<View>& view, const ParkingOwner& owner, std::size_t bytes) {
  if (!quota_->take_served(owner, bytes)) return false;
  park(served_, {view, monotonic_now() + quota_->limits().served.time, bytes, owner});
  return true;
}

void Parking::park_lost(const std::shared_ptr<View>& view, std::size_t bytes) {
  bool fits = quota_->take_lost(bytes);
  park(lost_, {view, monotonic_now() + quota_->limits().lost.time, bytes, {}});
  // Of this loop: the others' views are theirs to end. One loop's views are as old as another's.
  while (!fits && !lost_.empty()) {
    lost_.front().view->end(TerminateReason::timeout);
    fits = quota_->lost_fits();
  }
}

void Parking::park(Pool& pool, Spot spot) {
  const std::uint64_t number = spot.view->number();
  const Clock::time_point until = spot.until;
  places_.insert_or_assign(number, Place{&pool, pool.insert(pool.end(), std::move(spot))});
  wake_at(until);
}

std::shared_ptr<View> Parking::take(std::uint64_t number) {
  const auto place = places_.find(number);
  if (place == places_.end()) return nullptr;
  const auto [pool, at] = place->second;
  Spot spot = std::move(*at);
  pool->erase(at);
  places_.erase(place);
  if (pool == &served_) quota_->give_served(spot.owner, spot.bytes);
  else quota_->give_lost(spot.bytes);
  return std::move(spot.view);
}

std::shared_ptr<View> Parking::find(std::uint64_t number) const {
  const auto place = places_.find(number);
  return place == places_.end() ? nullptr : place->second.spot->view;
}

void Parking::forget(const View& view) {
  const auto place = places_.find(view.number());
  if (place != places_.end() && place->second.spot->view.get() == &view) take(view.number());
}

std::shared_ptr<View> Parking::first() const {
  const Pool& pool = served_.empty() ? lost_ : served_;
  return pool.empty() ? nullptr : pool.front().view;
}

void Parking::wake_at(Clock::time_point time) {
  if (time >= wakes_) return;
  wakes_ = time;
  timer_.start(std::max(time - monotonic_now(), Clock::duration::zero()));
}

// Each view ends by itself and leaves its place by that.
void Parking::end_overdue() {
  wakes_ = Clock::time_point::max();
  const Clock::time_point now = monotonic_now();
  for (Pool* pool : {&served_, &lost_}) {
    while (!pool->empty() && pool->front().until <= now) pool->front().view->end(TerminateReason::timeout);
    if (!pool->empty()) wake_at(pool->front().until);
  }
}

}  // namespace golive::live
