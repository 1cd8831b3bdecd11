#pragma once
// A Stream of values that are not trivially copyable: pointers to them in a ring behind a lock that is held for a few moves.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "golive/detail/api.h"
#include "golive/detail/feed.h"
#include "golive/detail/stream_batch.h"

namespace golive::detail {

// The ring, without the type. Threads: any.
class GOLIVE_API StreamPointers {
 public:
  explicit StreamPointers(std::size_t capacity);
  ~StreamPointers();
  StreamPointers(const StreamPointers&) = delete;
  StreamPointers& operator=(const StreamPointers&) = delete;

  void push(std::shared_ptr<const void> value);
  // Without the lock.
  std::uint64_t next() const noexcept;
  // What is kept of number `from` and later, in order; returns the number of the first.
  std::uint64_t copy(std::uint64_t from, std::vector<std::shared_ptr<const void>>& values) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

template <class T>
class StreamList final : public FeedCore {
 public:
  using Batch = StreamBatch<T, StreamList>;

  explicit StreamList(std::size_t capacity) : capacity_(capacity), pointers_(capacity) {}

  // Any thread.
  void publish(T value) { pointers_.push(std::make_shared<const T>(std::move(value))); }

  // The values are copied without the lock.
  void collect(Batch& batch, std::uint64_t from) const {
    std::vector<std::shared_ptr<const void>> values;
    std::uint64_t number = pointers_.copy(from, values);
    for (const auto& value : values) batch.add(number++, *static_cast<const T*>(value.get()));
    batch.end_at(number);
  }

  std::shared_ptr<FeedBatch> make_batch() const override { return std::make_shared<Batch>(*this); }
  std::uint64_t position() const noexcept override { return pointers_.next(); }
  std::uint64_t oldest() const noexcept override { return position() > capacity_ ? position() - capacity_ : 0; }
  std::size_t capacity() const noexcept { return capacity_; }

 private:
  const std::size_t capacity_;
  StreamPointers pointers_;
};

}  // namespace golive::detail
