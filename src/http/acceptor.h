#pragma once
// One listening socket on one loop. A TCP port has one for each loop, among which the kernel shares connections (SO_REUSEPORT); a Unix
// socket has one, which hands them to all loops. Measured with two loops and a connection a GET, three runs each: 39,000 GETs per CPU
// second of the loops with a socket each against 27,000 to 32,000 with the hand-over, which wakes the other loop; of 30,000 connections
// each loop got 49.3 to 50.7 % either way. Threads: its loop's own; construct and destroy while the loop does not run.
#include <cstddef>
#include <memory>

#include "http/listener.h"

namespace golive {
class Loop;
}

namespace golive::http {

class Server;

class Acceptor {
 public:
  // `index` is the loop's in the server.
  Acceptor(Server& server, std::size_t index, Loop& loop, Listener listener);
  ~Acceptor();
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  // From any loop.
  void stop();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace golive::http
