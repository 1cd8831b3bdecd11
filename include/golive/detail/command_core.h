#pragma once
// The slots of a Command and the life of each: free -> filling -> filled (its loop) -> taken -> answered (the host) -> free (its loop).
//
// Who moves a slot on does so with one compare-and-exchange, so two cannot disagree: a command that its loop refuses was not taken, and
// will not be. Tickets are given in turn and each belongs to one slot, ticket mod capacity, so the host takes them in order. A slot that is
// still busy when its turn comes means that the queue is full.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "golive/detail/api.h"
#include "golive/detail/word_copy.h"
#include "golive/outcome.h"

namespace golive::detail {

class GOLIVE_API CommandCore {
 public:
  static constexpr std::uint64_t kNoTicket = 0;

  // `capacity`: a power of two.
  CommandCore(std::size_t capacity, std::int64_t expires_after_ns);
  CommandCore(const CommandCore&) = delete;
  CommandCore& operator=(const CommandCore&) = delete;
  virtual ~CommandCore();

  // Senders, any thread. claim() gives a ticket whose slot is the caller's until submit(); kNoTicket: full.
  std::uint64_t claim() noexcept;
  void submit(std::uint64_t ticket) noexcept;

  // The loop that waits for a ticket: true once it is settled, and then the ticket is no more. Also refuses what has waited too long, or
  // for a host that is gone.
  bool settled(std::uint64_t ticket, std::int64_t now_ns, Outcome& outcome) noexcept;
  // It waits no more: the host runs the command, and nobody hears of it.
  void abandon(std::uint64_t ticket) noexcept;

  // The host's one thread. The next command that may be run, which must then be answered; kNoTicket: none.
  std::uint64_t take() noexcept;
  void answer(std::uint64_t ticket, const Outcome& outcome) noexcept;
  // The Command is destroyed.
  void end() noexcept { gone_.store(true, std::memory_order_release); }

  bool gone() const noexcept { return gone_.load(std::memory_order_acquire); }
  std::size_t capacity() const noexcept { return capacity_; }
  std::int64_t expires_after_ns() const noexcept { return expires_after_ns_; }
  std::size_t slot_of(std::uint64_t ticket) const noexcept { return ticket & (capacity_ - 1); }
  // As pages see it.
  std::uint64_t number_of(std::uint64_t ticket) const noexcept { return ticket - capacity_ + 1; }

 protected:
  // Destroys the value of a slot.
  virtual void clear(std::size_t slot) noexcept = 0;

 private:
  struct Slot;

  std::atomic<std::uint64_t>& state_of(std::uint64_t ticket) const noexcept;
  Outcome refusal(std::uint64_t ticket, std::string_view reason) const noexcept;

  const std::size_t capacity_;
  const std::int64_t expires_after_ns_;
  const std::unique_ptr<Slot[]> slots_;
  std::atomic<bool> gone_ = false;
  alignas(kLineBytes) std::atomic<std::uint64_t> next_;  // ticket; senders
  alignas(kLineBytes) std::uint64_t front_;              // ticket; the host's thread only
};

template <class T>
class CommandQueue final : public CommandCore {
 public:
  CommandQueue(std::size_t capacity, std::int64_t expires_after_ns)
      : CommandCore(capacity, expires_after_ns), values_(std::make_unique<std::optional<T>[]>(capacity)) {}

  std::uint64_t send(T&& value) {
    const std::uint64_t ticket = claim();
    if (ticket == kNoTicket) return ticket;
    values_[slot_of(ticket)].emplace(std::move(value));
    submit(ticket);
    return ticket;
  }
  const T& value_of(std::uint64_t ticket) const noexcept { return *values_[slot_of(ticket)]; }

 private:
  void clear(std::size_t slot) noexcept override { values_[slot].reset(); }

  const std::unique_ptr<std::optional<T>[]> values_;
};

}  // namespace golive::detail
