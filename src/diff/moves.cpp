#include "diff/moves.h"

#include <algorithm>

#include "diff/list_memory.h"

namespace golive::diff {

void find_staying(const std::uint32_t* from, std::uint32_t count, bool* stays, Scratch::Frame& frame) {
  auto* ends = frame.take<std::uint32_t>(count);    // ends[l]: where the best increasing run of l + 1 rows ends
  auto* before = frame.take<std::uint32_t>(count);  // the row before j in the best run that ends at j
  std::uint32_t length = 0;
  for (std::uint32_t j = 0; j < count; ++j) {
    stays[j] = false;
    if (from[j] == kNowhere) continue;
    std::uint32_t at = length;
    if (length != 0 && from[ends[length - 1]] > from[j])
      at = static_cast<std::uint32_t>(
          std::lower_bound(ends, ends + length, from[j], [&](std::uint32_t end, std::uint32_t value) { return from[end] < value; }) - ends);
    before[j] = at == 0 ? kNowhere : ends[at - 1];
    ends[at] = j;
    if (at == length) ++length;
  }
  for (std::uint32_t j = length == 0 ? kNowhere : ends[length - 1]; j != kNowhere; j = before[j]) stays[j] = true;
}

}  // namespace golive::diff
