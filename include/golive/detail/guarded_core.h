#pragma once
// Where a Guarded keeps its value, as a feed that views can watch.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "golive/detail/feed.h"

namespace golive::detail {

template <class T>
class GuardedCore final : public FeedCore {
 public:
  explicit GuardedCore(T initial) : value_(std::move(initial)) {}

  template <class Fn>
  auto look(Fn& fn) const {
    const std::lock_guard lock(mutex_);
    return fn(value_);
  }
  template <class Fn>
  auto look(Fn&& fn) const {
    return look(fn);
  }
  template <class Fn>
  auto change(Fn&& fn) {
    const std::lock_guard lock(mutex_);
    // Also if fn throws: it may have changed something.
    struct Publish {
      std::atomic<std::uint64_t>& version;
      ~Publish() { version.fetch_add(1, std::memory_order_release); }
    } publish{version_};
    return fn(value_);
  }

  std::uint64_t position() const noexcept override { return version_.load(std::memory_order_acquire); }
  std::uint64_t oldest() const noexcept override { return 0; }
  std::shared_ptr<FeedBatch> make_batch() const override { return std::make_shared<Copy>(*this); }

 private:
  class Copy final : public FeedBatch {
   public:
    explicit Copy(const GuardedCore& core) noexcept : core_(core) {}
    void read(std::uint64_t) override {
      core_.look([this](const T& value) {
        value_.emplace(value);
        end_ = core_.position();
      });
    }
    FeedPiece after(std::uint64_t next) const override { return {.values = &*value_, .count = next < end_ ? std::size_t{1} : 0}; }

   private:
    const GuardedCore& core_;
    std::optional<T> value_;
  };

  std::atomic<std::uint64_t> version_ = 1;  // the initial value is the first publication
  mutable std::mutex mutex_;
  T value_;
};

}  // namespace golive::detail
