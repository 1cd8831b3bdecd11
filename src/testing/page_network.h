#pragma once
// The network of one page as its test sets it. Failures tell the seed while something is left to chance, and from then on: what comes of it
// may be found later.
#include <cstdint>
#include <optional>

#include "golive/duration.h"
#include "golive/testing/network.h"
#include "testing/step.h"
#include "testing/weather.h"

namespace golive::testing {

class World;

class PageNetwork {
 public:
  // `page`: its number in the world, whose network it has. The weather outlives it.
  PageNetwork(const World& world, std::uint64_t page, Weather& weather);

  void change(const Network& network);
  void set_latency(Duration mean, Duration spread);
  void partition(Duration time);

 private:
  const World& world_;
  std::uint64_t page_;
  Weather& weather_;
  std::optional<FailureNote> note_;
};

}  // namespace golive::testing
