#pragma once
// What happened, counted. One set a loop; any thread may add and read.
#include <atomic>
#include <cstdint>

namespace golive::live {

class Counter {
 public:
  void add(std::uint64_t count = 1) noexcept { value_.fetch_add(count, std::memory_order_relaxed); }
  std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

// Of what happens at every event: the loop's own thread counts without a locked addition, which would wait for all that was written before.
class HotCounter {
 public:
  void add(bool on_loop) noexcept {
    if (on_loop) on_loop_.store(on_loop_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    else elsewhere_.add();
  }
  std::uint64_t value() const noexcept { return on_loop_.load(std::memory_order_relaxed) + elsewhere_.value(); }

 private:
  std::atomic<std::uint64_t> on_loop_ = 0;
  Counter elsewhere_;
};

struct Counters {
  Counter joins;  // views joined so far; minus leaves: joined now
  Counter leaves;
  Counter resumes;  // joins that found their view parked or elsewhere
  Counter mounts;
  Counter terminates;
  HotCounter renders;
  Counter shared_renders;  // of parts that views show in common
  HotCounter events;
  Counter refused_events;
  Counter refused_seals;  // of those
  Counter guessers;       // connections closed for them
  Counter refused_frames;
  Counter refused_joins;
  Counter over_rate;
  Counter refused_messages;
  Counter crashes;
  Counter over_budget;
};

}  // namespace golive::live
