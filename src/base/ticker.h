#pragma once
// Coarse time limits for many connections at the price of one timer: an event that extends a limit costs two stores, no clock
// read and no system call. A limit ends between its length and its length plus two ticks.
// Threads: the loop's own thread only.
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace golive {

class Loop;
class Timer;

class Ticker {
 public:
  using Tick = std::uint32_t;

  // Something with a time limit. Leaves the ticker when destroyed; must not outlive it while a limit is set.
  class Entry {
   public:
    Entry() = default;
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

   protected:
    ~Entry();
    // The limit has passed and is no longer set. May set it again, and may destroy this object.
    virtual void on_limit() = 0;

   private:
    friend class Ticker;
    Entry* next_ = nullptr;
    Entry* previous_ = nullptr;
    Ticker* ticker_ = nullptr;  // while linked
    Tick due_ = 0;              // when the limit ends
    Tick looked_at_ = 0;        // the tick whose slot this is linked in; never after due_
  };

  Ticker(Loop& loop, std::chrono::milliseconds tick);
  ~Ticker();
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

  // The number of ticks that `limit` takes; at least 1. Counted once by the owner, not per event.
  Tick ticks(std::chrono::milliseconds limit) const noexcept;

  // Ends `entry`'s limit `ticks` from now. Extending one that is set only notes the new end: the entry stays where it is linked
  // and moves on when that slot comes up.
  void set(Entry& entry, Tick ticks) {
    entry.due_ = now_ + ticks;
    if (entry.ticker_ == nullptr || static_cast<std::int32_t>(entry.looked_at_ - entry.due_) > 0) link(entry);
  }
  void clear(Entry& entry) noexcept;

  // Milliseconds in steps of a tick, while any limit is set; wraps. Reads no clock.
  std::uint32_t now_ms() const noexcept { return now_ * static_cast<std::uint32_t>(tick_.count()); }

 private:
  static constexpr std::size_t kSlots = 256;

  void link(Entry& entry);
  void unlink(Entry& entry) noexcept;
  void advance();

  std::chrono::milliseconds tick_;
  std::unique_ptr<Timer> timer_;
  Tick now_ = 0;
  std::size_t linked_ = 0;  // the timer runs only while something is linked: an idle loop never wakes
  std::array<Entry*, kSlots> slots_{};
};

}  // namespace golive
