#pragma once
// A command of a view that waits for the host's answer. Owned by the loop's sampler, which asks once per frame.
//
// If it is let go unanswered, because the app ends, the host runs the command all the same and nobody hears of it.
// Threads: made where the view's callback runs, then the loop's.
#include <cstdint>
#include <memory>

#include "golive/detail/command_call.h"
#include "golive/detail/command_core.h"

namespace golive::live {

class View;

class Outstanding {
 public:
  Outstanding(std::shared_ptr<detail::CommandCore> queue, std::uint64_t ticket, std::weak_ptr<View> view, detail::OutcomeTask task);
  ~Outstanding();
  Outstanding(Outstanding&& other) noexcept = default;
  Outstanding& operator=(Outstanding&& other) noexcept;

  // Whether it is settled; then tells the view, if there still is one.
  bool settle(std::int64_t now_ns);

 private:
  void abandon() noexcept;

  std::shared_ptr<detail::CommandCore> queue_;  // nullptr: settled, or moved from
  std::uint64_t ticket_;
  std::weak_ptr<View> view_;
  detail::OutcomeTask task_;
};

}  // namespace golive::live
