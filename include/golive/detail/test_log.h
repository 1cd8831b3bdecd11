#pragma once
// Silence for tests: while one lives, nothing that its thread logs is written. Private to the testing kit.
//
// Threads: of the thread that makes it, where it ends. Cost where there is none: a load and a branch for each line that is logged.
#include "golive/detail/api.h"

namespace golive::detail {

class GOLIVE_API TestSilence {
 public:
  TestSilence() noexcept;
  ~TestSilence();
  TestSilence(const TestSilence&) = delete;
  TestSilence& operator=(const TestSilence&) = delete;
};

}  // namespace golive::detail
