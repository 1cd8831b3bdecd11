#include "base/worker_pool.h"

#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <utility>

#include "base/thread_setup.h"

namespace golive {

struct WorkerPool::Threads {
  explicit Threads(int count) : pool(static_cast<std::size_t>(count)) {}
  boost::asio::thread_pool pool;
};

WorkerPool::WorkerPool(int threads) {
  const SignalsBlocked blocked;
  threads_ = std::make_unique<Threads>(threads);
}

WorkerPool::~WorkerPool() { finish(); }

void WorkerPool::finish() { threads_->pool.join(); }

void WorkerPool::post(Work work) { boost::asio::post(threads_->pool, std::move(work)); }

struct Lane::Strand {
  boost::asio::strand<boost::asio::thread_pool::executor_type> executor;
};

Lane::Lane(WorkerPool& pool) : strand_(std::make_unique<Strand>(boost::asio::make_strand(pool.threads_->pool))) {}
Lane::~Lane() = default;

void Lane::post(Work work) { boost::asio::post(strand_->executor, std::move(work)); }

}  // namespace golive
