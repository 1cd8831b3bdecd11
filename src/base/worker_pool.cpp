#include "base/worker_pool.h"

#include <iterator>
#include <utility>

#include "base/thread_setup.h"

namespace golive {

WorkerPool::WorkerPool(int threads) {
  const SignalsBlocked blocked;
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { finish(); }

void WorkerPool::post(const std::shared_ptr<Queue>& lane, Work work) {
  {
    const std::scoped_lock lock(mutex_);
    if (finished_) return;
    lane->work.push_back(std::move(work));
    if (lane->runs || lane->work.size() > 1) return;
    ready_.push_back(lane);
  }
  changed_.notify_one();  // a thread that woke within the lock would wait for it
}

// What a thread does. A lane with more to run goes behind the others.
void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return !ready_.empty() || (finishing_ && running_ == 0); });
    if (ready_.empty()) return;
    auto lane = run_first_of(0, lock);
    if (!lane->work.empty()) ready_.push_back(std::move(lane));
    else if (finishing_ && running_ == 0) changed_.notify_all();
  }
}

// Returns the lane, which is not among those that are ready. `lock` is held but while the piece runs and is destroyed.
std::shared_ptr<WorkerPool::Queue> WorkerPool::run_first_of(std::size_t index, std::unique_lock<std::mutex>& lock) {
  const auto at = std::next(ready_.begin(), static_cast<std::ptrdiff_t>(index));
  std::shared_ptr<Queue> lane = std::move(*at);
  ready_.erase(at);
  std::list<Work> piece;
  piece.splice(piece.end(), lane->work, lane->work.begin());
  lane->runs = true;
  ++running_;
  lock.unlock();
  piece.front()();
  piece.clear();
  lock.lock();
  --running_;
  lane->runs = false;
  return lane;
}

void WorkerPool::finish() {
  while (threads_.empty() && waiting() > 0) run(0);
  {
    const std::scoped_lock lock(mutex_);
    finishing_ = true;
  }
  changed_.notify_all();
  for (std::thread& each : std::exchange(threads_, {})) each.join();
  const std::scoped_lock lock(mutex_);
  finished_ = true;
}

std::size_t WorkerPool::waiting() const noexcept {
  const std::scoped_lock lock(mutex_);
  return ready_.size();
}

// A lane with more to run keeps its place.
void WorkerPool::run(std::size_t index) {
  std::unique_lock lock(mutex_);
  auto lane = run_first_of(index, lock);
  if (!lane->work.empty()) ready_.insert(std::next(ready_.begin(), static_cast<std::ptrdiff_t>(index)), std::move(lane));
}

// What is destroyed may post once more.
void WorkerPool::discard() noexcept {
  std::list<std::shared_ptr<Queue>> lanes;
  std::list<Work> dropped;
  const std::scoped_lock lock(mutex_);
  finished_ = true;
  lanes.swap(ready_);
  for (const auto& lane : lanes) dropped.splice(dropped.end(), lane->work);
}

}  // namespace golive
