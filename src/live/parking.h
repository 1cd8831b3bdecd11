#pragma once
// The views of one loop that have no browser: served pages whose socket has not come, and views whose connection was lost.
//
// Owns them. Each pool is a queue, since all of a pool wait equally long: what waits longest stands in front and ends first
// (TerminateReason::timeout). Threads: the loop's own.
#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <unordered_map>

#include "base/timer.h"
#include "live/parking_quota.h"

namespace golive::live {

class View;

class Parking {
 public:
  Parking(Loop& loop, std::shared_ptr<ParkingQuota> quota);
  ~Parking();
  Parking(const Parking&) = delete;
  Parking& operator=(const Parking&) = delete;

  // False: no room; the caller ends the view.
  bool park_served(const std::shared_ptr<View>& view, const ParkingOwner& owner, std::size_t bytes);
  // Ends those that have waited longest if there is no room, the newcomer last.
  void park_lost(const std::shared_ptr<View>& view, std::size_t bytes);

  // A browser comes: the view leaves its place. Nullptr: not parked here.
  std::shared_ptr<View> take(std::uint64_t number);
  // The same, which stays where it is.
  std::shared_ptr<View> find(std::uint64_t number) const;
  // The view ends: it leaves its place, if it has one.
  void forget(const View& view);
  // The view that has waited longest, nullptr if none is parked.
  std::shared_ptr<View> first() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Spot {
    std::shared_ptr<View> view;
    Clock::time_point until;
    std::size_t bytes;
    ParkingOwner owner;
  };
  using Pool = std::list<Spot>;
  struct Place {
    Pool* pool;
    Pool::iterator spot;
  };

  void park(Pool& pool, Spot spot);
  void end_overdue();
  void wake_at(Clock::time_point time);

  std::shared_ptr<ParkingQuota> quota_;
  Pool served_;
  Pool lost_;
  std::unordered_map<std::uint64_t, Place> places_;  // by View::number()
  Timer timer_;
  Clock::time_point wakes_ = Clock::time_point::max();
};

}  // namespace golive::live
