#pragma once
// Makes what a page stands on fail: at points of the library, and of your own (golive/fault_point.h).
//
//     testing::FaultInjector faults;
//     faults.fail("db.query");                              // the next one
//     page.click("button", "Load");
//     EXPECT_EQ(page.text("[role=alert]"), "the connection is lost");
//
// Points of the library:
//   connection.send      a write to a browser fails as if it had gone: its connection is lost
//   connection.receive   the same of a read
//   files.open           the process has no descriptor left for a file of app.files(): 503
//   view.mount           making the component throws: the page is answered with 500, a join with `crash`
//
// Threads: the test's, where pages' callbacks run, also of blocking routes; of several the newest holds. On other threads all points pass.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "golive/detail/api.h"
#include "golive/fault_point.h"  // IWYU pragma: export

namespace golive::testing {

class GOLIVE_API FaultInjector {
 public:
  // `seed`: of fail_at_random().
  explicit FaultInjector(std::uint64_t seed = 1);
  ~FaultInjector();
  FaultInjector(const FaultInjector&) = delete;
  FaultInjector& operator=(const FaultInjector&) = delete;

  // `after` so many that pass, the next `times` fail.
  FaultInjector& fail(std::string_view point, std::size_t times = 1, std::size_t after = 0);
  // Each fails with this probability, 0 to 1.
  FaultInjector& fail_at_random(std::string_view point, double rate);
  FaultInjector& heal(std::string_view point);

  // How often the point was passed, and how often it has failed.
  std::size_t passed(std::string_view point) const;
  std::size_t failed(std::string_view point) const;

 private:
  class Points;
  std::unique_ptr<Points> points_;
};

}  // namespace golive::testing
