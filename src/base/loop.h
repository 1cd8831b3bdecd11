#pragma once
// One event loop: a thread that runs the views, timers and sockets that belong to it.
// Threads: post() and stop() from anywhere; everything else only on the loop's own thread (or before run()).
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace boost::asio {
class io_context;
}

namespace golive {

class Poller;
class Ticker;

// Shared by all that may outlive its app: handles, topics. A stopped loop takes posts and never runs them.
class Loop : public std::enable_shared_from_this<Loop> {
 public:
  // `tick` is the resolution of the loop's coarse time limits (ticker()).
  explicit Loop(std::size_t index, std::chrono::milliseconds tick = std::chrono::milliseconds(250));
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  std::size_t index() const noexcept { return index_; }
  // Include <boost/asio/io_context.hpp> to use it. Sockets and timers made from it are not locked: they belong to this thread alone.
  boost::asio::io_context& io() noexcept;

  // Runs `work` on this loop, later. From any thread. An exception from it leaves run().
  void post(std::move_only_function<void()> work);

  // True on the thread that runs this loop.
  bool is_current() const noexcept { return current() == this; }
  // The loop this thread runs, or nullptr.
  static Loop* current() noexcept;

  // Runs until stop(); the calling thread becomes the loop's thread. May be called again after it returned.
  void run();
  // Makes run() return after the callback it is in. Callbacks still waiting run at the next run(), or are destroyed with the loop.
  void stop();
  // Names the calling thread "golive-<index>" (shown by top -H, gdb). Not for threads of a host program.
  void name_thread() const;

  // Time limits of connections: one coarse timer for all.
  Ticker& ticker() noexcept { return *ticker_; }

  // Sockets of this loop.
  Poller& poller() noexcept { return *poller_; }

  // A buffer for the frame or page being written; empty at the start of each use, its capacity is kept.
  std::string& scratch() noexcept {
    scratch_.clear();
    return scratch_;
  }

  // Where all sockets of the loop are read; its content is valid until the callback that reads returns. 64 KiB.
  std::span<char> read_buffer();

 private:
  struct Io;

  std::size_t index_;
  std::unique_ptr<Io> io_;
  std::unique_ptr<Poller> poller_;
  std::unique_ptr<Ticker> ticker_;
  std::string scratch_;
  std::unique_ptr<char[]> read_buffer_;
};

}  // namespace golive
