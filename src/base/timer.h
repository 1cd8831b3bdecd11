#pragma once
// A one-shot timer of a loop. For limits of many connections use the loop's Ticker instead.
// Threads: the loop's own thread only (construction also before the loop runs).
#include <chrono>
#include <functional>
#include <memory>

namespace golive {

class Loop;

class Timer {
 public:
  Timer(Loop& loop, std::move_only_function<void()> on_due);
  ~Timer();  // cancels
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  // Runs the callback once, `after` from now; a start that is still pending is replaced. The callback may start it again or destroy it.
  void start(std::chrono::nanoseconds after);
  // After this the callback does not run, even if it was already due.
  void cancel();
  bool pending() const noexcept;
  // When the callback runs; time_point::max() if it does not.
  std::chrono::steady_clock::time_point due() const noexcept;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace golive
