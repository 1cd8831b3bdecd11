#pragma once
// The timers of a loop, the one that is due next in front; of those that are due together, the one that was set first.
// Threads: the loop's own (set() also before it runs). Cost: O(log n) to set and to clear, no allocation but for the queue's own growth.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace golive {

class TimerQueue {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  // Something that happens at a time. Cleared by its owner before it is destroyed.
  class Entry {
   public:
    Entry() = default;
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    bool pending() const noexcept { return place_ != kNowhere; }
    // TimePoint::max() if it is not pending.
    TimePoint due() const noexcept { return pending() ? due_ : TimePoint::max(); }

   protected:
    ~Entry() = default;
    // No longer pending. May set or clear any entry, and may destroy this one.
    virtual void on_due() = 0;

   private:
    friend class TimerQueue;
    static constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();
    // Wraps around: far more than are ever pending were set since.
    bool goes_before(const Entry& other) const noexcept {
      return due_ != other.due_ ? due_ < other.due_ : static_cast<std::int32_t>(turn_ - other.turn_) < 0;
    }
    TimePoint due_{};
    std::uint32_t place_ = kNowhere;
    std::uint32_t turn_ = 0;
  };

  // An entry that is pending is moved.
  void set(Entry& entry, TimePoint due);
  void clear(Entry& entry) noexcept;
  // When the first one is due; TimePoint::max() if there is none.
  TimePoint next() const noexcept { return heap_.empty() ? TimePoint::max() : heap_.front()->due_; }
  // Runs the first one if it is due at `now`.
  bool run_one(TimePoint now);
  // For tests. How many are due together with the first one, if that is at `now`, and one of them, by their order in the queue's memory.
  std::size_t due_together(TimePoint now) const noexcept;
  void run_of_those(std::size_t index);

 private:
  void run(Entry& entry);
  void place(Entry* entry, std::size_t at) noexcept;
  void rise(Entry* entry, std::size_t at) noexcept;
  void sink(Entry* entry, std::size_t at) noexcept;

  std::vector<Entry*> heap_;  // the parent of i, at (i - 1) / 2, goes before it
  std::uint32_t next_turn_ = 0;
};

}  // namespace golive
