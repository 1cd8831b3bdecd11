#pragma once
// The handler of a command's outcome, checked where send() is written.
#include "golive/detail/feed_call.h"
#include "golive/detail/handler_task.h"
#include "golive/outcome.h"

namespace golive::detail {

// Makes the call that tells a view.
using OutcomeTask = MethodTask (*)(const Outcome&);

template <auto M>
constexpr OutcomeTask outcome_task() {
  constexpr bool fits = takes<M, const Outcome&>();
  static_assert(fits, "the handler of a command's outcome is a member function that takes (const Outcome&), after an optional Socket&");
  return [](const Outcome& outcome) {
    if constexpr (fits) return bind_message<M>(outcome);
    else return MethodTask();
  };
}

}  // namespace golive::detail
