#include "live/guesses.h"

#include "base/address_network.h"
#include "base/hash.h"

namespace golive::live {
namespace {

std::uint32_t minute_of(std::int64_t seconds) noexcept { return static_cast<std::uint32_t>(seconds / 60); }

}  // namespace

bool Guesses::add(std::uint32_t count, std::int64_t now) noexcept {
  if (minute_ != minute_of(now)) {
    minute_ = minute_of(now);
    count_ = 0;
  }
  count_ += count;
  return count_ > kMost;
}

bool AddressGuesses::add(std::string_view address, std::uint32_t count, std::int64_t now) noexcept {
  std::atomic<std::uint64_t>& slot = slots_[hash_value(process_hash_key(), static_cast<std::int64_t>(network_of(address))) % kSlots];
  const std::uint64_t minute = std::uint64_t{minute_of(now)} << 32;
  std::uint64_t before = slot.load(std::memory_order_relaxed);
  std::uint64_t after = 0;
  do {
    after = (before >> 32 == minute >> 32 ? before : minute) + count;
  } while (!slot.compare_exchange_weak(before, after, std::memory_order_relaxed));
  return static_cast<std::uint32_t>(after) > kMost;
}

}  // namespace golive::live
