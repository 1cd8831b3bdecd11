#pragma once
// How often a browser paints, which is how often it is worth looking and pushing.
#include <chrono>

namespace golive::live {

// 60 times a second: more often would be work nobody sees.
inline constexpr std::chrono::microseconds kBrowserFrame{16'667};

}  // namespace golive::live
