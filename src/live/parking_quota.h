#pragma once
// How many views an app has parked, over all its loops, against ParkingLimits.
// Threads: from any; a short lock, once a GET, a join or a lost connection, never for an event.
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "golive/parking.h"

namespace golive::live {

// Whose view it is, hashed; 0: not counted by that.
struct ParkingOwner {
  std::uint64_t session = 0;
  std::uint64_t address = 0;
};

class ParkingQuota {
 public:
  explicit ParkingQuota(const ParkingLimits& limits) : limits_(limits) {}

  const ParkingLimits& limits() const noexcept { return limits_; }

  // False: there is no room, and nothing is taken.
  bool take_served(const ParkingOwner& owner, std::size_t bytes);
  void give_served(const ParkingOwner& owner, std::size_t bytes);
  // Takes the room; false: it is more than there is, and the caller ends older ones until it is not.
  bool take_lost(std::size_t bytes);
  void give_lost(std::size_t bytes);
  bool lost_fits() const;

  // Parked now, of both kinds.
  std::size_t views() const;

 private:
  struct Used {
    std::size_t views = 0;
    std::size_t bytes = 0;
  };
  using Counts = std::unordered_map<std::uint64_t, std::size_t>;
  static bool is_at(const Counts& counts, std::uint64_t owner, std::size_t limit);
  static void take_one(Counts& counts, std::uint64_t owner);
  static void give_one(Counts& counts, std::uint64_t owner);
  bool lost_fits_locked() const;

  const ParkingLimits limits_;
  mutable std::mutex mutex_;
  Used served_;
  Used lost_;
  Counts sessions_;   // of served views
  Counts addresses_;  // of served views
};

}  // namespace golive::live
