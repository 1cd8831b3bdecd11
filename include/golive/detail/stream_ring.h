#pragma once
// A Stream of trivially copyable values: a ring of slots that any thread writes without waiting for another.
//
// Each publication has a number n and goes into slot n mod capacity. The slot's state says what is in it: 2n + 1 while n is being written,
// 2n + 2 when it is there. A writer that was stopped before it took its slot, and was lapped, finds a newer state and gives its value up.
// One that was stopped while it writes keeps its slot: the writer a lap later gives its value up, and says so, for the state cannot.
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "golive/detail/feed.h"
#include "golive/detail/stream_batch.h"
#include "golive/detail/word_copy.h"

namespace golive::detail {

template <class T>
class StreamRing final : public FeedCore {
 public:
  using Batch = StreamBatch<T, StreamRing>;

  // `capacity`: a power of two.
  explicit StreamRing(std::size_t capacity) : capacity_(capacity), slots_(std::make_unique<Slot[]>(capacity)) {}

  // Any thread. In three steps, between which the thread may be stopped.
  void publish(const T& value) noexcept {
    const std::uint64_t number = take_number();
    if (claim(number)) fill(number, value);
  }
  std::uint64_t take_number() noexcept { return next_.fetch_add(1, std::memory_order_acq_rel); }
  bool claim(std::uint64_t number) noexcept {
    Slot& slot = slot_of(number);
    std::uint64_t state = slot.state.load(std::memory_order_relaxed);
    // A failure means that another writer has changed the state, and that ends here: at most a few rounds.
    do {
      if (state > 2 * number) return false;
      if (state % 2 == 1) return give_up(slot, number);
    } while (!slot.state.compare_exchange_strong(state, 2 * number + 1, std::memory_order_acq_rel, std::memory_order_relaxed));
    return true;
  }
  void fill(std::uint64_t number, const T& value) noexcept {
    Slot& slot = slot_of(number);
    store_words(slot.words, value);
    slot.state.store(2 * number + 2, std::memory_order_release);
  }

  // Any thread. Ends before the first number whose writer has not finished: order is kept.
  void collect(Batch& batch, std::uint64_t from) const {
    const std::uint64_t end = position();
    std::uint64_t number = from < oldest_of(end) ? oldest_of(end) : from;
    for (; number < end; ++number) {
      Bytes copy;
      const Found found = look(number, copy);
      if (found == Found::pending) break;
      if (found == Found::whole) batch.add(number, std::bit_cast<T>(copy));
    }
    batch.end_at(number);
  }

  std::shared_ptr<FeedBatch> make_batch() const override { return std::make_shared<Batch>(*this); }
  std::uint64_t position() const noexcept override { return next_.load(std::memory_order_acquire); }
  std::uint64_t oldest() const noexcept override { return oldest_of(position()); }
  std::size_t capacity() const noexcept { return capacity_; }

 private:
  struct alignas(kLineBytes) Slot {
    std::atomic<std::uint64_t> state = 0;
    std::atomic<std::uint64_t> given_up = 0;  // the newest number + 1 that found the slot taken
    Word words[kWords<T>];
  };
  struct alignas(T) Bytes {
    std::byte bytes[sizeof(T)];
  };
  enum class Found : std::uint8_t { whole, lost, pending };

  Slot& slot_of(std::uint64_t number) const noexcept { return slots_[number & (capacity_ - 1)]; }
  std::uint64_t oldest_of(std::uint64_t end) const noexcept { return end > capacity_ ? end - capacity_ : 0; }

  static bool give_up(Slot& slot, std::uint64_t number) noexcept {
    std::uint64_t newest = slot.given_up.load(std::memory_order_relaxed);
    while (newest < number + 1 &&
           !slot.given_up.compare_exchange_weak(newest, number + 1, std::memory_order_release, std::memory_order_relaxed)) {
    }
    return false;
  }

  Found look(std::uint64_t number, Bytes& copy) const noexcept {
    const Slot& slot = slot_of(number);
    const std::uint64_t state = slot.state.load(std::memory_order_acquire);
    if (state > 2 * number + 2) return Found::lost;
    if (state < 2 * number + 2) return slot.given_up.load(std::memory_order_acquire) > number ? Found::lost : Found::pending;
    load_words<T>(slot.words, copy.bytes);
    // Had a word of a later number been copied, so would be seen here that its writer took the slot.
    return slot.state.load(std::memory_order_relaxed) == state ? Found::whole : Found::lost;
  }

  const std::size_t capacity_;
  const std::unique_ptr<Slot[]> slots_;
  alignas(kLineBytes) std::atomic<std::uint64_t> next_ = 0;  // the number of the next publication
};

}  // namespace golive::detail
