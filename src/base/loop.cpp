#include "base/loop.h"

#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <limits>
#include <utility>

#include "base/clock.h"
#include "base/ticker.h"
#include "golive/detail/test_random.h"
#include "golive/error.h"

namespace golive {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kReadBufferBytes = 64 * 1024;
thread_local Loop* current_loop = nullptr;

}  // namespace

// Both descriptors are edge-triggered, so that neither has to be read: another write or expiry is another edge.
Loop::Loop(std::size_t index, std::chrono::milliseconds tick) : index_(index) {
  wake_.event = FileDescriptor(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  alarm_.timer = FileDescriptor(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC));
  const bool watched =
      wake_.event && alarm_.timer && poller_.add_reading(wake_.event.get(), wake_) && poller_.add_reading(alarm_.timer.get(), alarm_);
  if (!watched) throw Error::of("GL0003", {std::strerror(errno)});
  ticker_ = std::make_unique<Ticker>(*this, tick);
}

// What never ran goes first: it may hold sockets and timers of this loop.
Loop::~Loop() { discard(); }

// Each may post once more.
void Loop::discard() {
  do {
    next_work_ = work_.size();
    admit_others();
  } while (take_posted());
}

Loop* Loop::current() noexcept { return current_loop; }
Loop::Current::Current(Loop& loop) noexcept : outer_(std::exchange(current_loop, &loop)) {}
Loop::Current::~Current() { current_loop = outer_; }

void Loop::post(Work work) {
  bool first;
  {
    const std::scoped_lock lock(posted_mutex_);
    const bool held = is_held();
    std::vector<Work>& queue = held ? held_ : posted_;
    first = queue.empty();
    queue.push_back(std::move(work));
    if (first && !held) has_posted_.store(true, std::memory_order_release);
  }
  // The loop's own thread looks before it sleeps; whoever came first has woken it for those behind.
  if (first && !is_current()) wake();
}

void Loop::admit_others() {
  const std::scoped_lock lock(posted_mutex_);
  if (held_.empty()) return;
  std::ranges::move(held_, std::back_inserter(posted_));
  held_.clear();
  has_posted_.store(true, std::memory_order_release);
}

void Loop::wake() noexcept {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_.event.get(), &one, sizeof one);
}

bool Loop::take_posted() {
  work_.clear();
  next_work_ = 0;
  if (!has_posted_.load(std::memory_order_acquire)) return false;
  const std::scoped_lock lock(posted_mutex_);
  work_.swap(posted_);
  has_posted_.store(false, std::memory_order_relaxed);
  return true;
}

void Loop::run() {
  const Current current(*this);
  while (!stopped_) {
    if (!step()) gather(true);
  }
  stopped_ = false;
}

void Loop::stop() {
  // Through the queue, so that a stop() before run() has begun is not lost.
  post([this] { stopped_ = true; });
}

std::chrono::nanoseconds Loop::poll(std::chrono::nanoseconds budget) {
  const Current current(*this);
  const std::int64_t end = real_ns() + std::min<std::int64_t>(budget.count(), std::numeric_limits<std::int64_t>::max() / 2);
  do {
    if (step()) continue;
    gather(false);
    if (!step()) break;
  } while (real_ns() < end);
  if (!idle() || has_posted_.load(std::memory_order_acquire)) {
    wake();  // descriptor() stays readable
    return std::chrono::nanoseconds::zero();
  }
  if (timers_.next() == Clock::time_point::max()) return std::chrono::nanoseconds::max();
  return std::max(timers_.next() - monotonic_now(), Clock::duration::zero());
}

bool Loop::poll_one() {
  const Current current(*this);
  if (step()) return true;
  gather(false);
  return step();
}

bool Loop::poll_one(detail::TestRandom& chance) {
  const Current current(*this);
  if (next_work_ == work_.size()) take_posted();
  if (!poller_.has_batch()) poller_.wait(0);
  const std::size_t timers = timers_.due_together(monotonic_now());
  std::size_t sources = (next_work_ < work_.size() ? 1U : 0U) + (timers > 0 ? 1U : 0U) + (poller_.has_batch() ? 1U : 0U);
  if (sources == 0) return false;
  const auto is_next = [&sources, &chance] { return chance.next() % sources-- == 0; };
  if (next_work_ < work_.size() && is_next()) {
    run_posted();
  } else if (timers > 0 && is_next()) {
    timers_.run_of_those(chance.next() % timers);
  } else {
    poller_.prefer(chance.next() % poller_.left());
    poller_.dispatch_one();
  }
  return true;
}

// One callback of what has been gathered: first what was posted, so that a flush follows the events it is for before others come.
bool Loop::step() {
  if (next_work_ < work_.size()) {
    run_posted();
    return true;
  }
  return run_timer() || poller_.dispatch_one();
}

void Loop::run_posted() {
  Work work = std::exchange(work_[next_work_++], nullptr);
  work();
}

bool Loop::idle() const noexcept { return next_work_ == work_.size() && !alarm_.rang && !poller_.has_batch(); }

void Loop::gather(bool wait) {
  const bool posted = take_posted();
  poller_.wait(posted || !wait ? 0 : longest_sleep());
}

// In milliseconds; -1: until something comes. The alarm knows nothing of a test's time.
int Loop::longest_sleep() const noexcept {
  if (test_clock == nullptr || timers_.next() == Clock::time_point::max()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(timers_.next() - monotonic_now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1000));
}

void Loop::start_timer(TimerQueue::Entry& timer, std::chrono::nanoseconds after) {
  const auto now = monotonic_now();
  // An end of time that cannot be counted is as good as never.
  timers_.set(timer, after < Clock::time_point::max() - now ? now + after : Clock::time_point::max());
  if (timers_.next() < armed_ && test_clock == nullptr) arm();
}

// One clock read for all timers that are due together, and one system call to wait for the next.
bool Loop::run_timer() {
  if (test_clock != nullptr) [[unlikely]]
    return timers_.run_one(monotonic_now());
  if (!alarm_.rang) return false;
  if (now_ == Clock::time_point{}) now_ = monotonic_now();
  if (timers_.run_one(now_)) return true;
  now_ = {};
  alarm_.rang = false;
  armed_ = Clock::time_point::max();
  if (timers_.next() != armed_) arm();
  return false;
}

void Loop::arm() noexcept {
  armed_ = timers_.next();
  // Zero would disarm it.
  const auto due = std::max<std::int64_t>(1, armed_.time_since_epoch().count());
  const itimerspec when{.it_interval = {}, .it_value = {.tv_sec = due / 1'000'000'000, .tv_nsec = due % 1'000'000'000}};
  ::timerfd_settime(alarm_.timer.get(), TFD_TIMER_ABSTIME, &when, nullptr);
}

std::span<char> Loop::read_buffer() {
  if (!read_buffer_) read_buffer_ = std::make_unique_for_overwrite<char[]>(kReadBufferBytes);
  return {read_buffer_.get(), kReadBufferBytes};
}

}  // namespace golive
