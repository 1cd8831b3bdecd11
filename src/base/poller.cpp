#include "base/poller.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/prefetch.h"
#include "golive/error.h"

namespace golive {

Poller::Poller() : set_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (!set_) throw Error::of("GL0003", {std::strerror(errno)});
}

bool Poller::add(int descriptor, Watched& watched, std::uint32_t events) noexcept {
  epoll_event event{.events = events | EPOLLET, .data = {.ptr = &watched}};
  return ::epoll_ctl(set_.get(), EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void Poller::remove(int descriptor, const Watched& watched) noexcept {
  ::epoll_ctl(set_.get(), EPOLL_CTL_DEL, descriptor, nullptr);
  for (int i = next_; i < end_; ++i) {
    epoll_event& event = batch_[static_cast<std::size_t>(i)];
    if (event.data.ptr == &watched) event.data.ptr = nullptr;
  }
}

void Poller::wait(int timeout_ms) noexcept {
  next_ = 0;
  end_ = std::max(0, ::epoll_wait(set_.get(), batch_.data(), static_cast<int>(batch_.size()), timeout_ms));
}

// The objects of a thousand connections lie anywhere, each pointing to the next: without this an event waits for memory six times.
void Poller::prefetch_batch() const noexcept {
  constexpr std::size_t kWatchedBytes = 64;
  for (int link = 0; link <= kLinks; ++link) {
    const int at = next_ + kLinks - link;
    const auto* const watched = at < end_ ? static_cast<const Watched*>(batch_[static_cast<std::size_t>(at)].data.ptr) : nullptr;
    if (watched == nullptr) continue;
    if (link == 0) prefetch(watched, kWatchedBytes);
    else watched->prefetch_link(link);
  }
}

void Poller::prefer(std::size_t index) noexcept {
  const auto first = static_cast<std::size_t>(next_);
  std::swap(batch_[first], batch_[first + index]);
}

bool Poller::dispatch_one() {
  while (next_ < end_) {
    prefetch_batch();
    const epoll_event event = batch_[static_cast<std::size_t>(next_++)];
    if (event.data.ptr == nullptr) continue;
    static_cast<Watched*>(event.data.ptr)->on_ready(event.events);
    return true;
  }
  return false;
}

}  // namespace golive
