#pragma once
// Which rows of a reordered list may stay where they are.
#include <cstdint>

#include "diff/scratch.h"

namespace golive::diff {

// from[j]: the old place of what is now j-th, or kNowhere for a new row. Sets stays[j] for as many rows as can keep their order
// (a longest increasing subsequence of `from`), so that the others are the fewest possible moves. O(count log count); O(count) if none
// moves.
void find_staying(const std::uint32_t* from, std::uint32_t count, bool* stays, Scratch::Frame& frame);

}  // namespace golive::diff
