#pragma once
// One event loop: runs the views, timers and sockets that belong to it, on a thread of its own or inside a host's loop.
//
//     Loop loop(0);
//     loop.run();                                  // this thread is the loop's until stop()
//     while (host_works()) loop.poll(2ms);         // or: what is due, now and then
//
// Threads: post() and stop() from anywhere; everything else only on the loop's own thread (or before run()). poll() may move from thread to
// thread, one at a time.
#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "base/poller.h"
#include "base/timer_queue.h"

namespace golive {

class Ticker;
namespace detail {
class TestRandom;
}

// Shared by all that may outlive its app: handles, topics. A stopped loop takes posts and never runs them.
class Loop : public std::enable_shared_from_this<Loop> {
 public:
  using Work = std::move_only_function<void()>;

  // `tick` is the resolution of the loop's coarse time limits (ticker()). Throws Error GL0003 when the process has no descriptor left.
  explicit Loop(std::size_t index, std::chrono::milliseconds tick = std::chrono::milliseconds(250));
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  std::size_t index() const noexcept { return index_; }

  // Runs `work` on this loop, later. From any thread. An exception from it leaves run() or poll().
  void post(Work work);

  // True on the thread that runs this loop.
  bool is_current() const noexcept { return current() == this; }
  // The loop this thread runs, or nullptr.
  static Loop* current() noexcept;
  // What stands in its scope runs as a callback of that loop would. Restores the outer loop, should a callback of one loop run another.
  class Current {
   public:
    explicit Current(Loop& loop) noexcept;
    ~Current();
    Current(const Current&) = delete;
    Current& operator=(const Current&) = delete;

   private:
    Loop* outer_;
  };

  // Runs until stop(); the calling thread becomes the loop's thread. May be called again after it returned.
  void run();
  // Makes run() return after the callback it is in. Callbacks still waiting run at the next run(), or are destroyed with the loop.
  void stop();
  // Destroys them now, while what they refer to is there: whoever posts holds the loop for a moment, and may be the last to let it go. From
  // any thread when none runs the loop.
  void discard();

  // Runs what is due, without waiting, until nothing is or `budget` is spent (looked at between two callbacks; one runs even in none).
  // Returns after how long to call again: zero if something is still due, nanoseconds::max() if only descriptor() will tell.
  std::chrono::nanoseconds poll(std::chrono::nanoseconds budget);
  // The first of these callbacks alone. False: nothing is due. For tests, which look between them.
  bool poll_one();
  // The same, but of what was posted, timers that are due at the same time and sockets that are ready the next is a matter of chance. What
  // was posted keeps its order: it may have one source.
  bool poll_one(detail::TestRandom& chance);
  // Of a test: what other threads than this one post waits for admit_others(), so that what this thread does comes to an end while they go
  // on. To be called before they know of the loop, or again by the thread that goes on with it.
  void hold_others() noexcept { own_thread_ = std::this_thread::get_id(); }
  // What they have posted so far is due, after what is due already.
  void admit_others();
  // Readable while poll() has something to run, timers included; now and then once more for nothing.
  // Under a test's clock (base/clock.h) it tells nothing of timers.
  int descriptor() const noexcept { return poller_.descriptor(); }

  // Time limits of connections: one coarse timer for all.
  Ticker& ticker() noexcept { return *ticker_; }

  // Sockets of this loop.
  Poller& poller() noexcept { return poller_; }

  // For Timer.
  void start_timer(TimerQueue::Entry& timer, std::chrono::nanoseconds after);
  TimerQueue& timers() noexcept { return timers_; }
  const TimerQueue& timers() const noexcept { return timers_; }

  // A buffer for the frame or page being written; empty at the start of each use, its capacity is kept.
  std::string& scratch() noexcept {
    scratch_.clear();
    return scratch_;
  }

  // Where all sockets of the loop are read; its content is valid until the callback that reads returns. 64 KiB.
  std::span<char> read_buffer();

 private:
  // Only ends the loop's sleep.
  struct Wake final : Poller::Watched {
    void on_ready(std::uint32_t) override {}
    FileDescriptor event;
  };
  struct Alarm final : Poller::Watched {
    void on_ready(std::uint32_t) override { rang = true; }
    FileDescriptor timer;
    bool rang = false;
  };

  bool step();
  bool is_held() const noexcept { return own_thread_ != std::thread::id() && own_thread_ != std::this_thread::get_id(); }
  void run_posted();
  bool run_timer();
  void gather(bool wait);
  int longest_sleep() const noexcept;
  bool take_posted();
  void wake() noexcept;
  void arm() noexcept;
  bool idle() const noexcept;

  std::size_t index_;
  Poller poller_;
  Wake wake_;
  Alarm alarm_;
  TimerQueue timers_;
  TimerQueue::TimePoint armed_ = TimerQueue::TimePoint::max();  // when the alarm rings
  TimerQueue::TimePoint now_{};                                 // of the timers being run
  std::vector<Work> work_;                                      // what was posted and is being run, from next_work_ on
  std::size_t next_work_ = 0;
  bool stopped_ = false;

  std::mutex posted_mutex_;
  std::vector<Work> posted_;
  std::vector<Work> held_;                // of other threads
  std::atomic<bool> has_posted_ = false;  // what is in posted_, without its lock
  std::thread::id own_thread_;            // of a test; none: all threads are alike

  std::unique_ptr<Ticker> ticker_;
  std::string scratch_;
  std::unique_ptr<char[]> read_buffer_;
};

}  // namespace golive
