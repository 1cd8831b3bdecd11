#pragma once
// Where a Latest keeps its value: two slots, written in turn, and one number that says which is whole.
//
// state is 2 * version, + 1 while the next version is being written into the other slot. So a writer that is stopped in the middle holds
// up nobody, and a reader tries again only if two publications began while it copied.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "golive/detail/feed.h"
#include "golive/detail/word_copy.h"

namespace golive::detail {

template <class T>
class LatestCore final : public FeedCore {
 public:
  explicit LatestCore(const T& initial) noexcept { store_words(slots_[0].words, initial); }

  // One thread at a time. In two steps, between which the thread may be stopped.
  void publish(const T& value) noexcept {
    begin();
    finish(value);
  }
  void begin() noexcept { state_.store(state_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }
  void finish(const T& value) noexcept {
    const std::uint64_t begun = state_.load(std::memory_order_relaxed);
    store_words(slots_[(begun / 2 + 1) % 2].words, value);
    state_.store(begun + 1, std::memory_order_release);
  }

  // Any thread. Returns the version of what it copied into `to`, sizeof(T) bytes.
  std::uint64_t read(void* to) const noexcept {
    while (true) {
      const std::uint64_t version = state_.load(std::memory_order_acquire) / 2;
      load_words<T>(slots_[version % 2].words, to);
      // Version + 2 goes into the same slot. Had a word of it been copied, so would be seen here that it was begun.
      if (state_.load(std::memory_order_relaxed) <= 2 * version + 2) return version;
    }
  }
  std::uint64_t version() const noexcept { return state_.load(std::memory_order_acquire) / 2; }

  std::uint64_t position() const noexcept override { return version(); }
  std::uint64_t oldest() const noexcept override { return 0; }
  std::shared_ptr<FeedBatch> make_batch() const override { return std::make_shared<Copy>(*this); }

 private:
  // Its end is the version of the value: that many were published.
  class Copy final : public FeedBatch {
   public:
    explicit Copy(const LatestCore& core) noexcept : core_(core) {}
    void read(std::uint64_t) override { end_ = core_.read(bytes_); }
    FeedPiece after(std::uint64_t next) const override { return {.values = bytes_, .count = next < end_ ? std::size_t{1} : 0}; }

   private:
    const LatestCore& core_;
    alignas(T) std::byte bytes_[sizeof(T)];
  };

  struct alignas(kLineBytes) Slot {
    Word words[kWords<T>];
  };
  alignas(kLineBytes) std::atomic<std::uint64_t> state_ = 0;
  Slot slots_[2];
};

}  // namespace golive::detail
