#pragma once
// Faults for tests: on the thread of a TestFaults each fault point (golive/fault_point.h, and those of the library) asks it. Private to the
// testing kit.
//
// Threads: of the thread that makes it, where it ends, too, before or after others made there: the newest is asked.
#include <string_view>

#include "golive/detail/api.h"

namespace golive::detail {

class GOLIVE_API TestFaults {
 public:
  TestFaults() noexcept;
  virtual ~TestFaults();
  TestFaults(const TestFaults&) = delete;
  TestFaults& operator=(const TestFaults&) = delete;

  virtual bool fails(std::string_view point) noexcept = 0;

 private:
  TestFaults* outer_;
};

}  // namespace golive::detail
