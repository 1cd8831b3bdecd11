#include "live/outstanding.h"

#include <utility>

#include "live/view.h"

namespace golive::live {

Outstanding::Outstanding(std::shared_ptr<detail::CommandCore> queue, std::uint64_t ticket, std::weak_ptr<View> view,
                         detail::OutcomeTask task)
    : queue_(std::move(queue)), ticket_(ticket), view_(std::move(view)), task_(task) {}

Outstanding::~Outstanding() { abandon(); }

Outstanding& Outstanding::operator=(Outstanding&& other) noexcept {
  if (this == &other) return *this;
  abandon();
  queue_ = std::move(other.queue_);
  ticket_ = other.ticket_;
  view_ = std::move(other.view_);
  task_ = other.task_;
  return *this;
}

void Outstanding::abandon() noexcept {
  if (const auto queue = std::exchange(queue_, nullptr)) queue->abandon(ticket_);
}

bool Outstanding::settle(std::int64_t now_ns) {
  Outcome outcome;
  if (!queue_->settled(ticket_, now_ns, outcome)) return false;
  queue_.reset();
  if (const auto view = view_.lock(); view != nullptr && !view->ended()) view->deliver(task_(outcome));
  return true;
}

}  // namespace golive::live
