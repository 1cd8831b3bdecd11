#pragma once
#include <cstddef>

namespace golive::diff {

// Calls of operator new in this program so far.
std::size_t allocations() noexcept;

}  // namespace golive::diff
