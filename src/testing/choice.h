#pragma once
// Chance from a seed: the same on every machine.
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>

namespace golive::testing {

class Choice {
 public:
  explicit Choice(std::uint64_t seed) : engine_(seed) {}

  // From 0 to n - 1; of 0 it is 0. A distribution of the standard library is not the same in each of them.
  std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(engine_() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }

  template <class Range>
  decltype(auto) of(Range&& range) {
    return std::forward<Range>(range)[below(std::size(range))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace golive::testing
