#include "app/interrupt.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <thread>

#include "base/file_descriptor.h"
#include "golive/error.h"

namespace golive {
namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM};

std::mutex mutex;
int living = 0;
FileDescriptor told;                   // readable once a signal has come
struct sigaction before[2];            // of kSignals
std::atomic<int> told_descriptor{-1};  // for the handler, which may only do what signal-safety(7) allows
std::atomic<int> handling{0};          // handlers under way, on threads that need not be the one that waits
std::atomic<bool> asked{false};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

extern "C" void on_interrupt(int signal) {
  const int error = errno;
  if (asked.exchange(true)) {
    // Delivered with its default action when this returns.
    ::signal(signal, SIG_DFL);
    ::raise(signal);
  }
  const std::uint64_t one = 1;
  ++handling;
  [[maybe_unused]] const ssize_t written = ::write(told_descriptor.load(), &one, sizeof one);
  --handling;
  errno = error;
}

}  // namespace

Interrupt::Interrupt() {
  const std::scoped_lock lock(mutex);
  if (living++ > 0) return;
  told = FileDescriptor(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  if (!told) {
    living = 0;
    throw Error::of("GL0003", {std::strerror(errno)});
  }
  told_descriptor.store(told.get());
  asked.store(false);
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  action.sa_flags = SA_RESTART;
  ::sigemptyset(&action.sa_mask);
  for (int i = 0; i < 2; ++i) ::sigaction(kSignals[i], &action, &before[i]);
}

Interrupt::~Interrupt() {
  const std::scoped_lock lock(mutex);
  if (--living > 0) return;
  for (int i = 0; i < 2; ++i) ::sigaction(kSignals[i], &before[i], nullptr);
  told_descriptor.store(-1);
  // Another thread's handler may be about to write to it, and its number would soon be another file's.
  while (handling.load() > 0) std::this_thread::yield();
  told.close();
}

void Interrupt::wait() const noexcept {
  pollfd waiting{.fd = told.get(), .events = POLLIN, .revents = 0};
  while (::poll(&waiting, 1, -1) < 0 && errno == EINTR) {
  }
}

}  // namespace golive
