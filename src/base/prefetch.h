#pragma once
// For loops over thousands of objects that were last touched long ago: what the next ones hold is fetched while this one is worked on.
#include <cstddef>

namespace golive {

// Objects ahead that a loop over views or subscribers looks: one is worked on in about the time that memory takes to answer twice.
inline constexpr std::size_t kPrefetchAhead = 2;

// Asks for the cache lines of `bytes` bytes at `start`, which need not be the first of a line. A hint: any address will do.
inline void prefetch(const void* start, std::size_t bytes) noexcept {
  constexpr std::size_t kLine = 64;
  for (std::size_t at = 0; at < bytes; at += kLine) __builtin_prefetch(static_cast<const char*>(start) + at);
  __builtin_prefetch(static_cast<const char*>(start) + bytes - 1);
}

}  // namespace golive
