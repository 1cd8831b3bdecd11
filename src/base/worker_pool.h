#pragma once
// Threads for work that may block, and lanes on them: work of one lane runs one piece at a time, in order.
// Threads: everything from any thread, but finish() and the destructor not from work. Lanes must not outlive their pool. A pool without
// threads, as tests have it, runs nothing but what it is told to, and belongs to one thread.
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace golive {

using Work = std::move_only_function<void()>;

class WorkerPool {
 public:
  explicit WorkerPool(int threads);  // 0: see run()
  ~WorkerPool();                     // finishes
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

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
  struct Queue {
    std::list<Work> work;  // a lane that waits for nothing has nothing allocated
    bool runs = false;     // a piece of it, which is not among `work`
  };
  void post(const std::shared_ptr<Queue>& lane, Work work);
  void work();
  std::shared_ptr<Queue> run_first_of(std::size_t index, std::unique_lock<std::mutex>& lock);

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::list<std::shared_ptr<Queue>> ready_;  // lanes that have work, of which nothing runs; a deque would keep the memory of its most
  std::size_t running_ = 0;
  bool finishing_ = false;  // threads end when there is nothing left
  bool finished_ = false;
  std::vector<std::thread> threads_;
};

class Lane {
 public:
  explicit Lane(WorkerPool& pool) : pool_(pool), queue_(std::make_shared<WorkerPool::Queue>()) {}
  ~Lane() = default;  // what was posted still runs
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  void post(Work work) { pool_.post(queue_, std::move(work)); }

 private:
  WorkerPool& pool_;
  std::shared_ptr<WorkerPool::Queue> queue_;
};

}  // namespace golive
