#pragma once
// One event loop: a thread that runs the views, timers and sockets that belong to it.
// Threads: post() from anywhere; everything else only on the loop's own thread.
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <string>
#include <utility>

namespace golive {

class Loop {
 public:
  explicit Loop(std::size_t index) : index_(index) {}
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  std::size_t index() const noexcept { return index_; }
  boost::asio::io_context& io() noexcept { return io_; }

  // Runs `work` on this loop, later. From any thread.
  template <class Work>
  void post(Work&& work);

  // True on the thread that runs this loop.
  bool is_current() const noexcept { return current() == this; }
  // The loop this thread runs, or nullptr.
  static Loop* current() noexcept;

  // Runs until stop(); the calling thread becomes the loop's thread.
  void run();
  void stop();

  // A buffer for the frame or page being written; empty at the start of each use, its capacity is kept.
  std::string& scratch() noexcept {
    scratch_.clear();
    return scratch_;
  }

 private:
  std::size_t index_;
  boost::asio::io_context io_{1};
  std::string scratch_;
};

}  // namespace golive
