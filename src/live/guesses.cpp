#include "live/guesses.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>

#include "base/hash.h"

namespace golive::live {
namespace {

std::uint32_t minute_of(std::int64_t seconds) noexcept { return static_cast<std::uint32_t>(seconds / 60); }

// What one guesser has at will: an address, or a network of 64 bits of IPv6.
std::uint64_t network_of(std::string_view address) noexcept {
  char text[INET6_ADDRSTRLEN] = {};
  in6_addr parsed;
  if (address.size() < sizeof text) address.copy(text, address.size());
  if (inet_pton(AF_INET6, text, &parsed) != 1 || IN6_IS_ADDR_V4MAPPED(&parsed)) return hash_bytes(process_hash_key(), address);
  std::int64_t network = 0;
  std::memcpy(&network, &parsed, sizeof network);
  return hash_value(process_hash_key(), network);
}

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
  std::atomic<std::uint64_t>& slot = slots_[network_of(address) % kSlots];
  const std::uint64_t minute = std::uint64_t{minute_of(now)} << 32;
  std::uint64_t before = slot.load(std::memory_order_relaxed);
  std::uint64_t after = 0;
  do {
    after = (before >> 32 == minute >> 32 ? before : minute) + count;
  } while (!slot.compare_exchange_weak(before, after, std::memory_order_relaxed));
  return static_cast<std::uint32_t>(after) > kMost;
}

}  // namespace golive::live
