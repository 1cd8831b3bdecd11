#pragma once
// One timer of a view: Socket::every or Socket::send_after.
// Threads: the view's loop.
#include <chrono>
#include <cstdint>
#include <memory>

#include "base/timer.h"
#include "golive/detail/handler_task.h"

namespace golive::live {

class View;

class ViewTimer {
 public:
  // `period` zero: once.
  ViewTimer(View& view, std::uint64_t id, std::chrono::nanoseconds delay, std::chrono::nanoseconds period, detail::MethodTask task);

  std::uint64_t id() const noexcept { return id_; }
  void start();
  // The task has run. False: it was the last time.
  bool again();

 private:
  void due();

  View& view_;
  std::uint64_t id_;
  std::chrono::nanoseconds period_;
  std::chrono::steady_clock::time_point next_;
  std::shared_ptr<detail::MethodTask> task_;  // shared with the lane of a blocking route
  Timer timer_;
};

}  // namespace golive::live
