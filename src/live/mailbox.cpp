#include "live/mailbox.h"

#include <utility>

#include "base/loop.h"
#include "live/view.h"

namespace golive::live {

Mailbox::Mailbox(View& view, Loop& loop, std::size_t limit, std::shared_ptr<Counters> counters)
    : view_(&view), loop_(loop.weak_from_this()), counters_(std::move(counters)), limit_(limit) {}

bool Mailbox::post(detail::MethodTask task) {
  const auto loop = alive() ? loop_.lock() : nullptr;
  if (loop == nullptr) return false;
  if (waiting_.fetch_add(1, std::memory_order_relaxed) >= limit_) {
    waiting_.fetch_sub(1, std::memory_order_relaxed);
    counters_->refused_messages.add();
    return false;
  }
  loop->post([self = shared_from_this(), task = std::move(task)]() mutable {
    if (self->view_ == nullptr) return;
    self->view_->deliver(std::move(task), [self] { self->waiting_.fetch_sub(1, std::memory_order_relaxed); });
  });
  return true;
}

void Mailbox::close() noexcept {
  // Closed by end() on the loop, a second call may come from the worker that let the view go: it must not touch view_.
  if (open_.exchange(false, std::memory_order_acq_rel)) view_ = nullptr;
}

}  // namespace golive::live
