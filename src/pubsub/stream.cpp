#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "golive/detail/stream_list.h"

namespace golive::detail {

struct StreamPointers::State {
  explicit State(std::size_t capacity) : ring(capacity) {}

  std::mutex mutex;
  std::vector<std::shared_ptr<const void>> ring;  // under mutex
  std::atomic<std::uint64_t> next = 0;            // changed under mutex
};

StreamPointers::StreamPointers(std::size_t capacity) : state_(std::make_unique<State>(capacity)) {}
StreamPointers::~StreamPointers() = default;

// The oldest value, which may be the last of its kind, is destroyed after the lock is released.
void StreamPointers::push(std::shared_ptr<const void> value) {
  const std::scoped_lock lock(state_->mutex);
  const std::uint64_t number = state_->next.load(std::memory_order_relaxed);
  std::swap(state_->ring[number % state_->ring.size()], value);
  state_->next.store(number + 1, std::memory_order_release);
}

std::uint64_t StreamPointers::next() const noexcept { return state_->next.load(std::memory_order_acquire); }

std::uint64_t StreamPointers::copy(std::uint64_t from, std::vector<std::shared_ptr<const void>>& values) const {
  const std::scoped_lock lock(state_->mutex);
  const std::uint64_t end = state_->next.load(std::memory_order_relaxed);
  const std::size_t capacity = state_->ring.size();
  const std::uint64_t first = std::max(from, end > capacity ? end - capacity : 0);
  for (std::uint64_t number = first; number < end; ++number) values.push_back(state_->ring[number % capacity]);
  return first;
}

}  // namespace golive::detail
