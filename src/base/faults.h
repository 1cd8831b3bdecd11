#pragma once
// The library's own fault points, for tests (golive/testing/faults.h lists them). Cost where there are none: one load and a branch.
#include <string_view>

#include "golive/detail/test_faults.h"

namespace golive {

extern constinit thread_local detail::TestFaults* test_faults;

inline bool fails(std::string_view point) noexcept { return test_faults != nullptr && test_faults->fails(point); }

}  // namespace golive
