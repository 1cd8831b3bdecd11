#pragma once
// Ends sessions when their time has come, while views depend on them. One timer for all, and none while there are no views.
// Threads: made before its loop runs and destroyed after, else on the loop.
#include <cstdint>

#include "base/timer.h"

namespace golive {
class Loop;
}

namespace golive::security {

class Sessions;

class SessionWatch {
 public:
  // Both outlive the watch.
  SessionWatch(Loop& loop, Sessions& sessions);
  ~SessionWatch();
  SessionWatch(const SessionWatch&) = delete;
  SessionWatch& operator=(const SessionWatch&) = delete;

 private:
  friend class Sessions;
  void arm(std::int64_t at);
  void look();

  Loop& loop_;
  Sessions& sessions_;
  std::int64_t armed_ = 0;  // when the timer looks; 0: never. Under the lock of the sessions' heap
  Timer timer_;
};

}  // namespace golive::security
