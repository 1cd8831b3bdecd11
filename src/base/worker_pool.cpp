#include "base/worker_pool.h"

#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <deque>
#include <utility>
#include <vector>

#include "base/thread_setup.h"

namespace golive {

struct WorkerPool::Threads {
  explicit Threads(int count) : pool(static_cast<std::size_t>(count)) {}
  boost::asio::thread_pool pool;
};

// Queues that have something, of a lane or of one piece by itself; a lane's begins anew at the end when it was empty.
struct WorkerPool::Steps {
  using Queue = std::deque<Work>;

  void post(const std::shared_ptr<Queue>& queue, Work work) {
    if (finished) return;
    if (queue->empty()) queues.push_back(queue);
    queue->push_back(std::move(work));
  }

  std::vector<std::shared_ptr<Queue>> queues;
  bool finished = false;
};

WorkerPool::WorkerPool(int threads) {
  if (threads == 0) {
    steps_ = std::make_unique<Steps>();
    return;
  }
  const SignalsBlocked blocked;
  threads_ = std::make_unique<Threads>(threads);
}

WorkerPool::~WorkerPool() { finish(); }

void WorkerPool::finish() {
  if (threads_ != nullptr) return threads_->pool.join();
  while (waiting() > 0) run(0);
  steps_->finished = true;
}

void WorkerPool::post(Work work) {
  if (threads_ != nullptr) return boost::asio::post(threads_->pool, std::move(work));
  steps_->post(std::make_shared<Steps::Queue>(), std::move(work));
}

std::size_t WorkerPool::waiting() const noexcept { return steps_ == nullptr ? 0 : steps_->queues.size(); }

void WorkerPool::discard() noexcept {
  if (steps_ == nullptr) return;
  steps_->finished = true;
  // What is destroyed with it may post once more.
  const auto dropped = std::exchange(steps_->queues, {});
  for (const auto& queue : dropped) queue->clear();
}

void WorkerPool::run(std::size_t index) {
  const auto at = steps_->queues.begin() + static_cast<std::ptrdiff_t>(index);
  Steps::Queue& queue = **at;
  Work work = std::move(queue.front());
  queue.pop_front();
  if (queue.empty()) steps_->queues.erase(at);
  work();
}

struct Lane::Strand {
  boost::asio::strand<boost::asio::thread_pool::executor_type> executor;
};

struct Lane::Line {
  WorkerPool::Steps& steps;
  std::shared_ptr<WorkerPool::Steps::Queue> queue = std::make_shared<WorkerPool::Steps::Queue>();
};

Lane::Lane(WorkerPool& pool) {
  if (pool.threads_ != nullptr) strand_ = std::make_unique<Strand>(boost::asio::make_strand(pool.threads_->pool));
  else line_ = std::make_unique<Line>(*pool.steps_);
}
Lane::~Lane() = default;

void Lane::post(Work work) {
  if (line_ != nullptr) return line_->steps.post(line_->queue, std::move(work));
  boost::asio::post(strand_->executor, std::move(work));
}

}  // namespace golive
