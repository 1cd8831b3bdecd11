#pragma once
// Command<T> carries what a page wants done to the loop of the host program, which runs it when it likes and says what became of it.
//
//     struct SetSpeed { double rpm; };
//     Command<SetSpeed> commands(64);                                // anywhere in the host
//
//     void Robot::faster(Socket& socket) { on_outcome(socket.send<&Robot::on_outcome>(commands, {rpm + 10})); }
//     void Robot::on_outcome(const Outcome& outcome) {               // accepted, and later done or refused
//       status = outcome.refused() ? "refused: " + std::string(outcome.reason()) : outcome.done() ? "done" : "sent";
//     }
//
//     commands.drain([&](const SetSpeed& command) -> Outcome {       // in the host's loop, each round
//       if (command.rpm > limit) return refuse("the speed is above the limit");
//       motor.set(command.rpm);
//       return {};                                                   // done
//     });
//
// send() puts the value into the queue and returns at once: accepted, or refused because the queue is full or its host is gone. The
// handler, which takes (const Outcome&) after an optional Socket&, is called once more for what was accepted: done, or refused with a
// reason: the host's, or that nobody took the command in CommandOptions::expires_after, or that the host is gone. Refused means without
// effect, for ever: such a command is never run later. What was taken in time is answered, however long it takes. The outcome is dropped if
// the view ended; the command is run all the same.
//
// drain() calls the callable for each waiting command, in the order of their tickets, at most `most` of them, and returns how many it
// called. The callable returns void (done) or an Outcome: {} or refuse(reason). If it throws, that command is refused and the exception
// goes on.
//
// T is any type that can be moved without exceptions. The capacity is rounded up to a power of two, at least 2; a command counts until its
// page's loop has seen the outcome.
//
// Threads: send() from a view's callbacks, on any number of loops; drain() and the destructor from one thread at a time. A Command may be
// destroyed while pages wait: their commands are refused. It must be there when send() is called.
// Cost: drain() with nothing to do is a load and a compare; else two atomic writes and a look at the clock per command, and the answer: no
// lock, no allocation, no system call. send() moves the value in. While commands wait, their loop looks for answers once per frame
// (16.7 ms); the host wakes nobody.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

#include "golive/detail/command_core.h"
#include "golive/duration.h"
#include "golive/outcome.h"

namespace golive {

struct CommandOptions {
  Duration expires_after = 5s;
};

template <class T>
class Command {
  static_assert(std::is_same_v<T, std::remove_cvref_t<T>>, "a Command carries values: write Command<T> without const or reference");
  static_assert(std::is_nothrow_move_constructible_v<T>, "a Command carries values that can be moved without exceptions");

 public:
  explicit Command(std::size_t capacity, CommandOptions options = {})
      : core_(std::make_shared<detail::CommandQueue<T>>(std::bit_ceil(capacity < 2 ? std::size_t{2} : capacity),
                                                        options.expires_after.count())) {}
  ~Command() { core_->end(); }
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  template <class Run>
  std::size_t drain(Run&& run, std::size_t most = static_cast<std::size_t>(-1)) {
    static_assert(std::is_invocable_v<Run&, const T&>, "drain() calls its argument with a (const T&)");
    std::size_t count = 0;
    for (; count < most; ++count) {
      const std::uint64_t ticket = core_->take();
      if (ticket == detail::CommandCore::kNoTicket) break;
      answer(ticket, run);
    }
    return count;
  }

  std::size_t capacity() const noexcept { return core_->capacity(); }
  const std::shared_ptr<detail::CommandQueue<T>>& core() const noexcept { return core_; }

 private:
  template <class Run>
  void answer(std::uint64_t ticket, Run& run) {
    // Answers when it goes, whichever way.
    struct Answer {
      detail::CommandCore& core;
      std::uint64_t ticket;
      Outcome outcome = refuse("the host failed to run it");
      ~Answer() { core.answer(ticket, outcome); }
    } made{*core_, ticket};
    if constexpr (std::is_invocable_v<Run&, const T&>) {
      using Result = std::invoke_result_t<Run&, const T&>;
      static_assert(std::is_void_v<Result> || std::is_same_v<Result, Outcome>,
                    "what drain() calls returns void (the command is done) or an Outcome: {} (done) or refuse(\"reason\")");
      if constexpr (std::is_void_v<Result>) {
        run(core_->value_of(ticket));
        made.outcome = Outcome{};
      } else if constexpr (std::is_same_v<Result, Outcome>) {
        made.outcome = run(core_->value_of(ticket));
      }
    }
  }

  std::shared_ptr<detail::CommandQueue<T>> core_;
};

}  // namespace golive
