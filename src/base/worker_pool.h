#pragma once
// Threads for work that may block, and lanes on them: work of one lane runs one piece at a time, in order.
// Threads: everything from any thread, but finish() and the destructor not from work. Lanes must not outlive their pool. A pool without
// threads, as tests have it, runs nothing but what it is told to, and belongs to one thread.
#include <cstddef>
#include <functional>
#include <memory>

namespace golive {

using Work = std::move_only_function<void()>;

class WorkerPool {
 public:
  explicit WorkerPool(int threads);  // 0: see run()
  ~WorkerPool();                     // finishes
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  void post(Work work);
  // Waits until everything posted has run, and ends the threads. What is posted later never runs.
  void finish();

  // Without threads: how many pieces of work may be run next, at most one of each lane, and one of them, on this thread. Those that wait
  // longer come first.
  std::size_t waiting() const noexcept;
  void run(std::size_t index);
  // Destroys what waits; nothing runs any more.
  void discard() noexcept;

 private:
  friend class Lane;
  struct Threads;
  struct Steps;
  std::unique_ptr<Threads> threads_;
  std::unique_ptr<Steps> steps_;  // in place of threads
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
  struct Line;
  std::unique_ptr<Strand> strand_;
  std::unique_ptr<Line> line_;  // of a pool without threads
};

}  // namespace golive
