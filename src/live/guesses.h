#pragma once
// How often somebody has sent a wrong tag (live/view_seal.h) within a minute. One in 4,398,046,511,104 is right, so the limits are there
// for the log and the load: see docs/security.md.
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace golive::live {

// Of one view, or one connection. Threads: one.
class Guesses {
 public:
  static constexpr std::uint32_t kMost = 8;  // a minute

  // Adds some at `now`, in seconds. True: too many.
  bool add(std::uint32_t count, std::int64_t now) noexcept;

 private:
  std::uint32_t minute_ = 0;
  std::uint32_t count_ = 0;
};

// Of addresses, an IPv6 network of 64 bits being one. Two addresses may be counted as one, which concerns only who sends wrong tags.
// Threads: any, without locks. Memory: 8 KiB, for whatever number of addresses.
class AddressGuesses {
 public:
  static constexpr std::uint32_t kMost = 64;  // a minute

  // As above.
  bool add(std::string_view address, std::uint32_t count, std::int64_t now) noexcept;

 private:
  static constexpr std::size_t kSlots = 1024;
  std::array<std::atomic<std::uint64_t>, kSlots> slots_{};  // minute, count
};

}  // namespace golive::live
