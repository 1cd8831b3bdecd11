#include "base/thread_setup.h"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace golive {
namespace {

constexpr std::size_t kNameCharacters = 15;

std::string failure(const char* what, int value, int error) {
  return std::string(what) + ' ' + std::to_string(value) + ": " + std::strerror(error);
}

}  // namespace

SignalsBlocked::SignalsBlocked() noexcept {
  sigset_t blocked;
  ::sigfillset(&blocked);
  for (const int own : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, SIGPROF}) ::sigdelset(&blocked, own);
  ::pthread_sigmask(SIG_BLOCK, &blocked, &before_);
}

SignalsBlocked::~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

std::optional<std::string> set_up_thread(const ThreadSetup& setup) {
  ::pthread_setname_np(::pthread_self(), setup.name.substr(0, kNameCharacters).c_str());
  if (setup.cpu >= 0) {
    cpu_set_t set;
    CPU_ZERO(&set);
    // CPU_SET beyond its size would be undefined.
    if (setup.cpu >= CPU_SETSIZE) return failure("cpu", setup.cpu, EINVAL);
    CPU_SET(static_cast<std::size_t>(setup.cpu), &set);
    if (const int error = ::pthread_setaffinity_np(::pthread_self(), sizeof set, &set); error != 0) return failure("cpu", setup.cpu, error);
  }
  if (setup.nice != 0 && ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), setup.nice) != 0)
    return failure("nice", setup.nice, errno);
  if (setup.fifo_priority > 0) {
    const sched_param parameter{.sched_priority = setup.fifo_priority};
    if (const int error = ::pthread_setschedparam(::pthread_self(), SCHED_FIFO, &parameter); error != 0)
      return failure("fifo_priority", setup.fifo_priority, error);
  }
  return std::nullopt;
}

}  // namespace golive
