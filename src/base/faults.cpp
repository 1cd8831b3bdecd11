#include "base/faults.h"

#include "golive/fault_point.h"

namespace golive {

constinit thread_local detail::TestFaults* test_faults = nullptr;

bool fault_point(std::string_view name) noexcept { return fails(name); }

namespace detail {

TestFaults::TestFaults() noexcept : outer_(test_faults) { test_faults = this; }

TestFaults::~TestFaults() {
  for (TestFaults** each = &test_faults; *each != nullptr; each = &(*each)->outer_)
    if (*each == this) {
      *each = outer_;
      return;
    }
}

}  // namespace detail
}  // namespace golive
