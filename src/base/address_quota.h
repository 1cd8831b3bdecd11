#pragma once
// How many connections each address has, and how often it joins.
//
//     AddressQuota quota({.connections = 100, .joins = 20});
//     AddressQuota::Place place = quota.take("192.0.2.7");   // kept as long as the connection; empty: it has as many as it may
//     if (!quota.take_join("192.0.2.7", monotonic_ns())) ... // later
//
// An IPv6 address stands for its /64, which is what one customer has. Peers of Unix sockets have no address and are not counted. Memory:
// an entry for each address that is connected or has joined within the last seconds. Threads: any; a short lock, once a connection and once
// a join, never for an event; without limits nothing at all.
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace golive {

class AddressQuota {
  struct Entry;

 public:
  struct Limits {
    std::size_t connections = 0;  // 0: as many as it likes
    std::size_t joins = 0;        // a second, and ten times as many at once; 0: as many as it likes
  };

  // Of one connection; gives it back at its end. Must not outlive the quota.
  class Place {
   public:
    Place() = default;
    Place(Place&& other) noexcept : entry_(std::exchange(other.entry_, nullptr)) {}
    Place& operator=(Place&& other) noexcept;
    ~Place() { give(); }
    explicit operator bool() const noexcept { return entry_ != nullptr; }

   private:
    friend class AddressQuota;
    explicit Place(Entry& entry) noexcept : entry_(&entry) {}
    void give() noexcept;
    Entry* entry_ = nullptr;
  };

  explicit AddressQuota(const Limits& limits);
  AddressQuota(const AddressQuota&) = delete;
  AddressQuota& operator=(const AddressQuota&) = delete;

  // Whether connections of this peer are counted.
  bool counts(std::string_view peer) const noexcept { return limits_.connections != 0 && !peer.empty() && peer != "unix"; }
  Place take(std::string_view peer);
  bool take_join(std::string_view peer, std::int64_t now);

  // Addresses that are remembered.
  std::size_t addresses() const;

 private:
  static constexpr std::size_t kFirstSweep = 1024;

  struct Entry {
    AddressQuota& owner;
    std::size_t connections = 0;
    std::int64_t free_at = 0;  // when all its joins will be its own again, in ns
  };
  struct Hash {
    std::uint64_t key;
    std::size_t operator()(std::uint64_t address) const noexcept;
  };
  Entry& entry(std::uint64_t address);
  void sweep(std::int64_t now);

  const Limits limits_;
  mutable std::mutex mutex_;
  std::unordered_map<std::uint64_t, Entry, Hash> entries_;
  std::size_t sweep_at_ = kFirstSweep;
};

}  // namespace golive
