#pragma once
// The look of a series: a colour, and from the ninth on dashes too.
#include <cstddef>
#include <string>

namespace golive::chart {

inline constexpr std::size_t kColours = 8;

inline std::string series_class(std::size_t index) {
  std::string name = "gl-s" + std::to_string(index % kColours + 1);
  if (index >= kColours) name += index < 2 * kColours ? " gl-dashed" : " gl-dotted";
  return name;
}

}  // namespace golive::chart
