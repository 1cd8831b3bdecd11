#pragma once
// /holes?n=1000: so many holes, a power of ten up to 10,000, ten in a template and ten templates in another, without a list. Event change:
// one of them shows another number.
#include <golive/golive.h>

#include <cstdint>
#include <random>
#include <vector>

struct Holes {
  static constexpr bool survives = false;  // a load for measuring, not a state to keep
  std::vector<std::int64_t> values = {};
  std::minstd_rand random{42};

  void mount(golive::Socket& socket, const golive::Params& params);
  void change() { ++values[random() % values.size()]; }
  golive::Html render() const;
};
