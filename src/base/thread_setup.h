#pragma once
// How our threads come into a host's process: without its signals, under a name, and where and how urgently they run.
#include <csignal>
#include <optional>
#include <string>

namespace golive {

// While one lives, threads made by the calling thread begin with every signal blocked, so that the host's handlers run on the host's own
// threads. Left alone are signals of the thread itself (a fault must reach the host's crash handler) and a profiler's.
class SignalsBlocked {
 public:
  SignalsBlocked() noexcept;
  ~SignalsBlocked();  // the caller's mask is as before
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_;
};

struct ThreadSetup {
  std::string name;       // the kernel takes 15 characters
  int cpu = -1;           // the only one it runs on; -1: any
  int nice = 0;           // of this thread alone (setpriority(2))
  int fifo_priority = 0;  // SCHED_FIFO (sched(7)); 0: as other threads
};

// Of the calling thread. What could not be done, in words; the name is always taken.
std::optional<std::string> set_up_thread(const ThreadSetup& setup);

}  // namespace golive
