#pragma once
// Chance for tests: on the thread of a TestRandom the library's random numbers follow from its seed, the ids of views and sessions and the
// masks of tokens among them. Private to the testing kit: whoever knows the seed can guess all of them.
//
// Threads: as detail::TestClock.
#include <cstdint>

#include "golive/detail/api.h"

namespace golive::detail {

class GOLIVE_API TestRandom {
 public:
  explicit TestRandom(std::uint64_t seed) noexcept;
  ~TestRandom();
  TestRandom(const TestRandom&) = delete;
  TestRandom& operator=(const TestRandom&) = delete;

  // Also for what a test itself leaves to chance.
  std::uint64_t next() noexcept;

 private:
  TestRandom* outer_;
  std::uint64_t state_;
};

}  // namespace golive::detail
