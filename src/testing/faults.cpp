#include "golive/testing/faults.h"

#include <map>
#include <random>
#include <string>

#include "golive/detail/test_faults.h"
#include "testing/chance.h"

namespace golive::testing {

class FaultInjector::Points final : public detail::TestFaults {
 public:
  struct Point {
    std::size_t times = 0;
    std::size_t after = 0;
    double rate = 0;
    std::size_t passed = 0;
    std::size_t failed = 0;
  };

  explicit Points(std::uint64_t seed) : chance_(seed) {}

  Point& at(std::string_view name) { return points_.try_emplace(std::string(name)).first->second; }
  Point find(std::string_view name) const {
    const auto found = points_.find(name);
    return found == points_.end() ? Point{} : found->second;
  }

  // Points that nobody has named pass, but are counted.
  bool fails(std::string_view name) noexcept override {
    Point& point = at(name);
    const bool fault = is_due(point) || is_unlucky(point);
    ++(fault ? point.failed : point.passed);
    return fault;
  }

 private:
  static bool is_due(Point& point) {
    if (point.times == 0) return false;
    if (point.after > 0) return --point.after, false;
    return --point.times, true;
  }
  bool is_unlucky(const Point& point) { return point.rate > 0 && chance_of(chance_) < point.rate; }

  std::map<std::string, Point, std::less<>> points_;
  std::mt19937_64 chance_;
};

FaultInjector::FaultInjector(std::uint64_t seed) : points_(std::make_unique<Points>(seed)) {}
FaultInjector::~FaultInjector() = default;

FaultInjector& FaultInjector::fail(std::string_view point, std::size_t times, std::size_t after) {
  Points::Point& planned = points_->at(point);
  planned.times = times;
  planned.after = after;
  return *this;
}

FaultInjector& FaultInjector::fail_at_random(std::string_view point, double rate) {
  points_->at(point).rate = rate;
  return *this;
}

FaultInjector& FaultInjector::heal(std::string_view point) {
  Points::Point& planned = points_->at(point);
  planned.times = planned.after = 0;
  planned.rate = 0;
  return *this;
}

std::size_t FaultInjector::passed(std::string_view point) const { return points_->find(point).passed; }
std::size_t FaultInjector::failed(std::string_view point) const { return points_->find(point).failed; }

}  // namespace golive::testing
