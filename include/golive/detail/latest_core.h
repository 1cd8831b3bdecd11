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

  // One thread at a time, which counts the versions itself, from 1 on: nothing is read here that a reader may have taken to its own core,
  // and nobody waits for what is only written. In two steps, between which the thread may be stopped.
  void publish(std::uint64_t version, const T& value) noexcept {
    begin(version);
    finish(version, value);
  }
  void begin(std::uint64_t version) noexcept { state_.store(2 * version - 1, std::memory_order_release); }
  void finish(std::uint64_t version, const T& value) noexcept {
    store_words(slots_[version % kSlots].words, value);
    state_.store(2 * version, std::memory_order_release);
  }

  // Any thread. The version of what it copied into `to`, sizeof(T) bytes.
  std::uint64_t read(void* to) const noexcept {
    std::uint64_t version = 0;
    while (!try_read(to, version)) {
    }
    return version;
  }
  // False: what was copied is not whole.
  bool try_read(void* to, std::uint64_t& version) const noexcept {
    version = state_.load(std::memory_order_acquire) / 2;
    load_words<T>(slots_[version % kSlots].words, to);
    // Version + kSlots goes into the same slot. Had a word of it been copied, so would be seen here that it was begun.
    return state_.load(std::memory_order_relaxed) <= 2 * (version + kSlots - 1);
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
    // A writer that never pauses does not hold up the loop, which looks again at the next frame. But there must be a first value.
    void read(std::uint64_t) override {
      constexpr int kTries = 100;
      for (int i = 0; i < kTries || !has_one_; ++i) {
        std::uint64_t version = 0;
        if (!core_.try_read(copies_[1 - current_].bytes, version)) continue;
        current_ = 1 - current_;
        has_one_ = true;
        end_ = version;
        return;
      }
    }
    FeedPiece after(std::uint64_t next) const override {
      return {.values = copies_[current_].bytes, .count = next < end_ ? std::size_t{1} : 0};
    }

   private:
    const LatestCore& core_;
    std::size_t current_ = 0;
    bool has_one_ = false;
    // A copy that fails leaves the one before as it was.
    struct alignas(T) Bytes {
      std::byte bytes[sizeof(T)];
    } copies_[2];
  };

  static constexpr std::size_t kSlots = 2;  // what is written to is then most likely in the writer's cache
  struct alignas(kLineBytes) Slot {
    Word words[kWords<T>];
  };
  alignas(kLineBytes) std::atomic<std::uint64_t> state_ = 0;
  Slot slots_[kSlots];
};

}  // namespace golive::detail
