#pragma once
// The threads of an app's loops, one each.
// Threads: made and destroyed on one thread.
#include <memory>
#include <span>
#include <thread>
#include <vector>

#include "golive/config.h"

namespace golive {

class Loop;

class LoopThreads {
 public:
  // Throws Error GL0504 if a thread cannot be set up as `options` say; then none is left.
  LoopThreads(std::span<const std::shared_ptr<Loop>> loops, const ThreadOptions& options);
  ~LoopThreads();  // waits until the loops have been stopped
  LoopThreads(const LoopThreads&) = delete;
  LoopThreads& operator=(const LoopThreads&) = delete;

 private:
  void start(std::shared_ptr<Loop> loop, const ThreadOptions& options);
  void join() noexcept;

  std::vector<std::thread> threads_;
};

}  // namespace golive
