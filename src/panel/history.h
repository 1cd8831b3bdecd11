#pragma once
// The numbers of the last minute, one a second, for all views of a panel.
//
// Threads: any. The views' loops ask whether a second is over; whichever asks first reads the value.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace golive::panel {

// As it was at some second; never changed.
struct Minute {
  static constexpr std::size_t kSeconds = 60;

  std::uint64_t version = 0;
  std::size_t count = 0;       // seconds recorded, at most kSeconds
  std::vector<double> values;  // kSeconds a row, the newest last

  std::span<const double> row(std::size_t index) const { return std::span(values).subspan((index + 1) * kSeconds - count, count); }
};

class History {
 public:
  using Clock = std::chrono::steady_clock;

  void resize(std::size_t rows);
  std::shared_ptr<const Minute> newest() const;

  // If a second is over since the last time: read(numbers) fills in one number a row. Seconds in which nobody asked are gaps.
  void record(Clock::time_point now, const std::function<void(std::span<double>)>& read);

 private:
  mutable std::mutex mutex_;
  std::size_t rows_ = 0;
  std::shared_ptr<const Minute> newest_ = std::make_shared<Minute>();
  Clock::time_point recorded_{};
};

}  // namespace golive::panel
