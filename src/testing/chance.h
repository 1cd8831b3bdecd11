#pragma once
// Chance that comes out alike everywhere, as the distributions of <random> do not.
#include <random>

namespace golive::testing {

// From 0 to below 1.
inline double chance_of(std::mt19937_64& source) { return static_cast<double>(source() >> 11) * 0x1p-53; }

}  // namespace golive::testing
