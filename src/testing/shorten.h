#pragma once
// Leaves out of a sequence what is not needed for a failure: delta debugging (Zeller and Hildebrandt, "Simplifying and isolating
// failure-inducing input", 2002).
#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace golive::testing {

// `fails` tells whether a shorter one still fails, and is asked at most `most` times. `all` fails.
template <class T, class Fails>
std::vector<T> shortened(std::vector<T> all, int most, Fails&& fails) {
  std::size_t part = (all.size() + 1) / 2;
  while (part > 0) {
    bool is_shorter = false;
    // From the end: what comes last is needed most, and what is before it is tried with it in place.
    for (std::size_t end = all.size(); end > 0;) {
      const std::size_t begin = end > part ? end - part : 0;
      std::vector<T> rest(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(begin));
      rest.insert(rest.end(), all.begin() + static_cast<std::ptrdiff_t>(end), all.end());
      end = begin;
      if (rest.empty()) continue;
      if (--most < 0) return all;
      if (!fails(std::as_const(rest))) continue;
      all = std::move(rest);
      is_shorter = true;
    }
    if (part == 1 && !is_shorter) break;
    part = part > 1 ? std::min(part / 2, (all.size() + 1) / 2) : 1;
  }
  return all;
}

}  // namespace golive::testing
