#pragma once
// Tells the sockets of a loop when they can be read or written: an epoll set of our own, which Asio watches as one descriptor.
//
// Why not Asio's sockets: each of their reads tries a recv before it waits, which finds nothing (two recv an event, counted; an
// async_wait costs one epoll_ctl instead), and each pending read needs a buffer of its own. Here an event is one recv into the loop's
// one buffer and one send; what Asio adds, two calls for each batch, is shared by all events that are there at once (49 with 100
// busy clients).
// Threads: the loop's own (add() also before it runs).
#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <memory>

#include "base/file_descriptor.h"

namespace golive {

class Loop;

class Poller {
 public:
  class Watched {
   public:
    // `events` are epoll's. Each change is told once (edge-triggered): read until there is no more.
    virtual void on_ready(std::uint32_t events) = 0;

   protected:
    ~Watched() = default;
  };

  explicit Poller(Loop& loop);
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  // False if the kernel has no room for it.
  bool add(int descriptor, Watched& watched);
  // Before the descriptor is closed or given away. No on_ready() follows.
  void remove(int descriptor, const Watched& watched) noexcept;

 private:
  struct Wait;
  void wait();
  void dispatch();

  FileDescriptor set_;
  std::unique_ptr<Wait> wait_;  // Asio's part
  std::array<epoll_event, 128> batch_;
  int next_ = 0;  // of the batch being dispatched
  int end_ = 0;
  bool waiting_ = false;
};

}  // namespace golive
