#include "base/poller.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include "base/loop.h"

namespace golive {

struct Poller::Wait {
  Wait(Loop& loop, int descriptor) : stream(loop.io(), descriptor) {}
  ~Wait() { stream.release(); }  // the poller closes it
  boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type> stream;
};

Poller::Poller(Loop& loop) : set_(::epoll_create1(EPOLL_CLOEXEC)), wait_(std::make_unique<Wait>(loop, set_.get())) {}

Poller::~Poller() = default;

bool Poller::add(int descriptor, Watched& watched) {
  epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data = {.ptr = &watched}};
  if (::epoll_ctl(set_.get(), EPOLL_CTL_ADD, descriptor, &event) != 0) return false;
  if (!waiting_) wait();
  return true;
}

void Poller::remove(int descriptor, const Watched& watched) noexcept {
  ::epoll_ctl(set_.get(), EPOLL_CTL_DEL, descriptor, nullptr);
  for (int i = next_; i < end_; ++i) {
    epoll_event& event = batch_[static_cast<std::size_t>(i)];
    if (event.data.ptr == &watched) event.data.ptr = nullptr;
  }
}

void Poller::wait() {
  waiting_ = true;
  wait_->stream.async_wait(boost::asio::posix::descriptor_base::wait_read, [this](const boost::system::error_code& error) {
    if (error) return;
    dispatch();
    wait();
  });
}

void Poller::dispatch() {
  end_ = ::epoll_wait(set_.get(), batch_.data(), static_cast<int>(batch_.size()), 0);
  for (next_ = 0; next_ < end_;) {
    const epoll_event event = batch_[static_cast<std::size_t>(next_++)];
    if (event.data.ptr != nullptr) static_cast<Watched*>(event.data.ptr)->on_ready(event.events);
  }
}

}  // namespace golive
