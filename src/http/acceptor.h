#pragma once
// One listening socket. One acceptor hands connections to all loops in turn, rather than a socket per loop with SO_REUSEPORT:
// connections spread exactly evenly, and a second program on the same port fails instead of silently taking half of them. The
// hand-over costs one wake-up a connection, nothing with one loop.
// Threads: its loop's own.
#include <memory>

#include "http/listener.h"

namespace golive {
class Loop;
}

namespace golive::http {

class Server;

class Acceptor {
 public:
  Acceptor(Server& server, Loop& loop, Listener listener);
  ~Acceptor();
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  void close() noexcept;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace golive::http
