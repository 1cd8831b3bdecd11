#pragma once
// Threads for work that may block, and lanes on them: work of one lane runs one piece at a time, in order.
// Threads: everything from any thread, but finish() and the destructor not from work. Lanes must not outlive their pool.
#include <functional>
#include <memory>

namespace golive {

using Work = std::move_only_function<void()>;

class WorkerPool {
 public:
  explicit WorkerPool(int threads);
  ~WorkerPool();  // finishes
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  void post(Work work);
  // Waits until everything posted has run, and ends the threads. What is posted later never runs.
  void finish();

 private:
  friend class Lane;
  struct Threads;
  std::unique_ptr<Threads> threads_;
};

class Lane {
 public:
  explicit Lane(WorkerPool& pool);
  ~Lane();  // what was posted still runs
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  void post(Work work);

 private:
  struct Strand;
  std::unique_ptr<Strand> strand_;
};

}  // namespace golive
