#pragma once
// What a ViewHandle holds: the way to a view from any thread, for as long as it lives.
//
// Bounded: at Settings::mailbox messages not yet taken, the newest is refused and its sender told.
// Threads: post() and alive() from any; the first close() on the view's loop, or when no loop runs any more.
#include <atomic>
#include <cstddef>
#include <memory>

#include "golive/detail/handler_task.h"
#include "golive/detail/mailbox.h"
#include "live/counters.h"

namespace golive {
class Loop;
}

namespace golive::live {

class View;

class Mailbox final : public detail::Mailbox, public std::enable_shared_from_this<Mailbox> {
 public:
  Mailbox(View& view, Loop& loop, std::size_t limit, std::shared_ptr<Counters> counters);

  bool post(detail::MethodTask task) override;
  bool alive() const noexcept override { return open_.load(std::memory_order_acquire); }
  // The view ends: messages on their way are dropped. More calls do nothing.
  void close() noexcept;

 private:
  View* view_;                // the loop's thread only; nullptr once closed
  std::weak_ptr<Loop> loop_;  // weak: a message waits in the loop's queue and holds this
  std::shared_ptr<Counters> counters_;
  std::size_t limit_;
  std::atomic<std::size_t> waiting_ = 0;
  std::atomic<bool> open_ = true;
};

}  // namespace golive::live
