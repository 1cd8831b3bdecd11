#include "base/address_quota.h"

#include <algorithm>

#include "base/address_network.h"
#include "base/clock.h"
#include "base/hash.h"

namespace golive {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kJoinsAtOnce = 10;  // seconds' worth

}  // namespace

std::size_t AddressQuota::Hash::operator()(std::uint64_t address) const noexcept {
  return hash_value(key, static_cast<std::int64_t>(address));
}

AddressQuota::AddressQuota(const Limits& limits) : limits_(limits), entries_(0, Hash{process_hash_key()}) {}

AddressQuota::Place& AddressQuota::Place::operator=(Place&& other) noexcept {
  if (this != &other) {
    give();
    entry_ = std::exchange(other.entry_, nullptr);
  }
  return *this;
}

void AddressQuota::Place::give() noexcept {
  if (entry_ == nullptr) return;
  const std::scoped_lock lock(entry_->owner.mutex_);
  --entry_->connections;
  entry_ = nullptr;
}

AddressQuota::Entry& AddressQuota::entry(std::uint64_t address) {
  if (entries_.size() >= sweep_at_) sweep(monotonic_ns());
  return entries_.try_emplace(address, *this).first->second;
}

// At each doubling, so that it costs a few steps an entry.
void AddressQuota::sweep(std::int64_t now) {
  std::erase_if(entries_, [now](const auto& each) { return each.second.connections == 0 && each.second.free_at <= now; });
  sweep_at_ = std::max(kFirstSweep, 2 * entries_.size());
}

AddressQuota::Place AddressQuota::take(std::string_view peer) {
  if (!counts(peer)) return {};
  const std::uint64_t address = network_of(peer);
  const std::scoped_lock lock(mutex_);
  Entry& found = entry(address);
  if (found.connections >= limits_.connections) return {};
  ++found.connections;
  return Place(found);
}

bool AddressQuota::take_join(std::string_view peer, std::int64_t now) {
  if (limits_.joins == 0 || peer.empty() || peer == "unix") return true;
  const std::uint64_t address = network_of(peer);
  const std::scoped_lock lock(mutex_);
  Entry& found = entry(address);
  if (found.free_at > now + kJoinsAtOnce * kSecond) return false;
  found.free_at = std::max(found.free_at, now) + kSecond / static_cast<std::int64_t>(limits_.joins);
  return true;
}

std::size_t AddressQuota::addresses() const {
  const std::scoped_lock lock(mutex_);
  return entries_.size();
}

}  // namespace golive
