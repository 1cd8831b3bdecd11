#include "live/parking_quota.h"

namespace golive::live {

bool ParkingQuota::is_at(const Counts& counts, std::uint64_t owner, std::size_t limit) {
  if (owner == 0) return false;
  const auto found = counts.find(owner);
  return found != counts.end() ? found->second >= limit : limit == 0;
}

void ParkingQuota::take_one(Counts& counts, std::uint64_t owner) {
  if (owner != 0) ++counts[owner];
}

void ParkingQuota::give_one(Counts& counts, std::uint64_t owner) {
  const auto found = counts.find(owner);
  if (found != counts.end() && --found->second == 0) counts.erase(found);
}

bool ParkingQuota::take_served(const ParkingOwner& owner, std::size_t bytes) {
  const std::scoped_lock lock(mutex_);
  if (served_.views >= limits_.served.views || served_.bytes + bytes > limits_.served.bytes) return false;
  if (is_at(sessions_, owner.session, limits_.served_per_session)) return false;
  if (is_at(addresses_, owner.address, limits_.served_per_address)) return false;
  ++served_.views;
  served_.bytes += bytes;
  take_one(sessions_, owner.session);
  take_one(addresses_, owner.address);
  return true;
}

void ParkingQuota::give_served(const ParkingOwner& owner, std::size_t bytes) {
  const std::scoped_lock lock(mutex_);
  --served_.views;
  served_.bytes -= bytes;
  give_one(sessions_, owner.session);
  give_one(addresses_, owner.address);
}

bool ParkingQuota::lost_fits_locked() const { return lost_.views <= limits_.lost.views && lost_.bytes <= limits_.lost.bytes; }

bool ParkingQuota::lost_fits() const {
  const std::scoped_lock lock(mutex_);
  return lost_fits_locked();
}

bool ParkingQuota::take_lost(std::size_t bytes) {
  const std::scoped_lock lock(mutex_);
  ++lost_.views;
  lost_.bytes += bytes;
  return lost_fits_locked();
}

void ParkingQuota::give_lost(std::size_t bytes) {
  const std::scoped_lock lock(mutex_);
  --lost_.views;
  lost_.bytes -= bytes;
}

std::size_t ParkingQuota::views() const {
  const std::scoped_lock lock(mutex_);
  return served_.views + lost_.views;
}

}  // namespace golive::live
