#pragma once
// Tells the descriptors of a loop when they can be read or written: one epoll set, in which the loop sleeps.
//
// Why not Asio: each read of its sockets tries a recv before it waits, which finds nothing (two recv an event, counted; an async_wait costs
// one epoll_ctl instead), each pending read needs a buffer of its own, and its reactor has no descriptor that a host's loop could watch.
// Here an event is one recv into the loop's one buffer and one send; the one epoll_wait is shared by all events that are there at once (49
// with 100 busy clients).
// Threads: the loop's own (add() also before it runs).
#include <sys/epoll.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/file_descriptor.h"

namespace golive {

class Poller {
 public:
  class Watched {
   public:
    // `events` are epoll's. Each change is told once (edge-triggered): read until there is no more.
    virtual void on_ready(std::uint32_t events) = 0;
    // on_ready() is near, with other events before it: fetches what it will look at, one link of the chain of its objects a call. `link`
    // counts from 1 to kLinks; a hint, see base/prefetch.h.
    virtual void prefetch_link([[maybe_unused]] int link) const noexcept {}

   protected:
    ~Watched() = default;
  };

  // Throws Error GL0003 when the process has no descriptor left.
  Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  // False if the kernel has no room for it.
  bool add(int descriptor, Watched& watched) noexcept { return add(descriptor, watched, EPOLLIN | EPOLLOUT | EPOLLRDHUP); }
  // Only to be read: listeners, and what wakes the loop.
  bool add_reading(int descriptor, Watched& watched) noexcept { return add(descriptor, watched, EPOLLIN); }
  // Before the descriptor is closed or given away. No on_ready() follows.
  void remove(int descriptor, const Watched& watched) noexcept;

  // Of a WebSocket: its owner, what receives, the view, and what the view points to.
  static constexpr int kLinks = 4;

  // Fetches the next batch, once the last one is told. `timeout_ms`: 0 does not wait, -1 waits for ever.
  void wait(int timeout_ms) noexcept;
  // Tells one of the batch. False: none is left.
  bool dispatch_one();
  bool has_batch() const noexcept { return next_ < end_; }
  // For tests: how many are left of the batch, and one of them next, in place of the first.
  std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - next_); }
  void prefer(std::size_t index) noexcept;

  // Readable while something is ready that wait() has not fetched; for an epoll, poll or select around this one.
  int descriptor() const noexcept { return set_.get(); }

 private:
  bool add(int descriptor, Watched& watched, std::uint32_t events) noexcept;
  void prefetch_batch() const noexcept;

  FileDescriptor set_;
  std::array<epoll_event, 128> batch_;
  int next_ = 0;  // of the batch being told
  int end_ = 0;
};

}  // namespace golive
