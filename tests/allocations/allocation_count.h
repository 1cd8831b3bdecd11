#pragma once
// What this thread has allocated so far, in this test program.
#include <cstddef>

namespace golive::test {

std::size_t allocations() noexcept;

}  // namespace golive::test
