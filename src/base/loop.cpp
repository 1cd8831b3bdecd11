#include "base/loop.h"

#include <pthread.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <string>
#include <utility>

#include "base/poller.h"
#include "base/ticker.h"

namespace golive {
namespace {

constexpr std::size_t kReadBufferBytes = 64 * 1024;
thread_local Loop* current_loop = nullptr;

// Restores the outer loop, should a callback of one loop run another.
class CurrentLoop {
 public:
  explicit CurrentLoop(Loop* loop) noexcept : outer_(std::exchange(current_loop, loop)) {}
  ~CurrentLoop() { current_loop = outer_; }
  CurrentLoop(const CurrentLoop&) = delete;
  CurrentLoop& operator=(const CurrentLoop&) = delete;

 private:
  Loop* outer_;
};

}  // namespace

// Only the queue that post() fills is locked: the reactor is touched by one thread.
struct Loop::Io {
  boost::asio::io_context context{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO};
};

Loop::Loop(std::size_t index, std::chrono::milliseconds tick)
    : index_(index),
      io_(std::make_unique<Io>()),
      poller_(std::make_unique<Poller>(*this)),
      ticker_(std::make_unique<Ticker>(*this, tick)) {}

Loop::~Loop() = default;

boost::asio::io_context& Loop::io() noexcept { return io_->context; }

void Loop::post(std::move_only_function<void()> work) { boost::asio::post(io_->context, std::move(work)); }

Loop* Loop::current() noexcept { return current_loop; }

void Loop::run() {
  CurrentLoop current(this);
  auto guard = boost::asio::make_work_guard(io_->context);
  io_->context.run();
  guard.reset();  // the last work to end stops the context once more
  io_->context.restart();
}

void Loop::stop() {
  // Through the queue, so that a stop() before run() has begun is not lost to restart().
  boost::asio::post(io_->context, [this] { io_->context.stop(); });
}

void Loop::name_thread() const {
  // The kernel takes 15 characters.
  ::pthread_setname_np(::pthread_self(), ("golive-" + std::to_string(index_)).substr(0, 15).c_str());
}

std::span<char> Loop::read_buffer() {
  if (!read_buffer_) read_buffer_ = std::make_unique_for_overwrite<char[]>(kReadBufferBytes);
  return {read_buffer_.get(), kReadBufferBytes};
}

}  // namespace golive
