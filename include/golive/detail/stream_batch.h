#pragma once
// What one reader took from a Stream: values in order, each with its number.
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "golive/detail/feed.h"

namespace golive::detail {

// Core::collect(batch, from) fills it.
template <class T, class Core>
class StreamBatch final : public FeedBatch {
 public:
  explicit StreamBatch(const Core& core) noexcept : core_(core) {}

  void read(std::uint64_t from) override {
    values_.clear();
    numbers_.clear();
    begin_ = end_ = from;
    core_.collect(*this, from);
  }
  void add(std::uint64_t number, T value) {
    values_.push_back(std::move(value));
    numbers_.push_back(number);
  }
  void end_at(std::uint64_t number) noexcept { end_ = number; }

  FeedPiece after(std::uint64_t next) const override {
    if (next >= end_) return {};
    std::size_t first = 0;  // nearly always: who has more than the loop began to watch a moment ago
    while (first < numbers_.size() && numbers_[first] < next) ++first;
    const std::size_t count = numbers_.size() - first;
    return {.values = values_.data() + first, .count = count, .missed = end_ - next - count};
  }

 private:
  const Core& core_;
  std::vector<T> values_;
  std::vector<std::uint64_t> numbers_;
};

}  // namespace golive::detail
