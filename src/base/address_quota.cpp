#include "base/address_quota.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "base/clock.h"
#include "base/hash.h"

namespace golive {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kJoinsAtOnce = 10;  // seconds' worth

// An IPv4 address, or the first half of an IPv6 one; no public IPv6 address begins with four zero bytes.
std::uint64_t number_of(std::string_view peer) {
  const std::string text(peer.substr(0, peer.find('%')));
  std::uint32_t ip4 = 0;
  if (::inet_pton(AF_INET, text.c_str(), &ip4) == 1) return ip4;
  std::array<unsigned char, 16> ip6{};
  std::uint64_t half = 0;
  if (::inet_pton(AF_INET6, text.c_str(), ip6.data()) != 1) return hash_bytes(process_hash_key(), peer);
  std::memcpy(&half, ip6.data(), sizeof half);
  return half;
}

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
  const std::uint64_t address = number_of(peer);
  const std::scoped_lock lock(mutex_);
  Entry& found = entry(address);
  if (found.connections >= limits_.connections) return {};
  ++found.connections;
  return Place(found);
}

bool AddressQuota::take_join(std::string_view peer, std::int64_t now) {
  if (limits_.joins == 0 || peer.empty() || peer == "unix") return true;
  const std::uint64_t address = number_of(peer);
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
