#pragma once
// Durations, and the literals to write them: 250ms, 1s, 5min. The one header of ours that pays for <chrono>.
#include <chrono>

namespace golive {

using Duration = std::chrono::nanoseconds;
using namespace std::chrono_literals;  // NOLINT(google-global-names-in-headers): `using namespace golive;` is meant to bring 1s and 250ms
                                       // along

}  // namespace golive
