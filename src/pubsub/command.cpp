#include <algorithm>

#include "base/clock.h"
#include "golive/detail/command_core.h"
#include "golive/outcome.h"

namespace golive {

// An invalid text is cut somewhere; whoever shows it makes it valid.
Outcome refuse(std::string_view reason) noexcept {
  Outcome outcome{.state = Outcome::State::refused};
  std::size_t size = std::min(reason.size(), kReasonBytes);
  const auto is_inside = [&](std::size_t at) { return (static_cast<unsigned char>(reason[at]) & 0xC0) == 0x80; };
  if (size < reason.size())
    while (size > 0 && is_inside(size)) --size;
  std::copy_n(reason.data(), size, outcome.text.data());
  return outcome;
}

namespace detail {
namespace {

// "alone": no loop waits for the answer any more, so the host frees the slot.
enum class Phase : std::uint64_t { free, filling, filled, taken, answered, filled_alone, taken_alone };
constexpr unsigned kPhaseBits = 3;

constexpr std::uint64_t pack(std::uint64_t ticket, Phase phase) noexcept {
  return ticket << kPhaseBits | static_cast<std::uint64_t>(phase);
}
constexpr std::uint64_t ticket_in(std::uint64_t state) noexcept { return state >> kPhaseBits; }
constexpr Phase phase_in(std::uint64_t state) noexcept { return static_cast<Phase>(state & ((1u << kPhaseBits) - 1)); }

// Moves a slot on, if nobody did meanwhile.
bool move_on(std::atomic<std::uint64_t>& state, std::uint64_t ticket, Phase from, Phase to) noexcept {
  std::uint64_t expected = pack(ticket, from);
  return state.compare_exchange_strong(expected, pack(ticket, to), std::memory_order_acq_rel, std::memory_order_acquire);
}

}  // namespace

struct alignas(kLineBytes) CommandCore::Slot {
  std::atomic<std::uint64_t> state = 0;
  std::int64_t deadline_ns = 0;  // written while filling
  Outcome outcome;               // written while taken
};

// Before the first ticket each slot is free since an imagined one, a lap earlier.
CommandCore::CommandCore(std::size_t capacity, std::int64_t expires_after_ns)
    : capacity_(capacity),
      expires_after_ns_(expires_after_ns),
      slots_(std::make_unique<Slot[]>(capacity)),
      next_(capacity),
      front_(capacity) {
  for (std::size_t i = 0; i < capacity; ++i) slots_[i].state.store(pack(i, Phase::free), std::memory_order_relaxed);
}

CommandCore::~CommandCore() = default;

std::atomic<std::uint64_t>& CommandCore::state_of(std::uint64_t ticket) const noexcept { return slots_[slot_of(ticket)].state; }

Outcome CommandCore::refusal(std::uint64_t ticket, std::string_view reason) const noexcept {
  Outcome outcome = refuse(reason);
  outcome.ticket = number_of(ticket);
  return outcome;
}

std::uint64_t CommandCore::claim() noexcept {
  std::uint64_t ticket = next_.load(std::memory_order_acquire);
  while (true) {
    auto& place = state_of(ticket);
    std::uint64_t state = place.load(std::memory_order_acquire);
    const bool is_given = ticket_in(state) >= ticket;
    if (!is_given && phase_in(state) != Phase::free) return kNoTicket;
    const bool mine = !is_given && place.compare_exchange_strong(state, pack(ticket, Phase::filling), std::memory_order_acq_rel,
                                                                 std::memory_order_relaxed);
    // Whoever sees that the ticket is given counts on, so that a sender that was stopped here holds up no other.
    std::uint64_t expected = ticket;
    next_.compare_exchange_strong(expected, ticket + 1, std::memory_order_acq_rel, std::memory_order_relaxed);
    if (mine) return ticket;
    ticket = next_.load(std::memory_order_acquire);
  }
}

void CommandCore::submit(std::uint64_t ticket) noexcept {
  slots_[slot_of(ticket)].deadline_ns = monotonic_ns() + expires_after_ns_;
  state_of(ticket).store(pack(ticket, Phase::filled), std::memory_order_release);
}

bool CommandCore::settled(std::uint64_t ticket, std::int64_t now_ns, Outcome& outcome) noexcept {
  const bool is_gone = gone();
  Slot& slot = slots_[slot_of(ticket)];
  const Phase phase = phase_in(slot.state.load(std::memory_order_acquire));
  if (phase == Phase::answered) {
    outcome = slot.outcome;
    outcome.ticket = number_of(ticket);
  } else {
    const bool is_late = now_ns >= slot.deadline_ns;
    if (phase != Phase::filled || !(is_gone || is_late) || !move_on(slot.state, ticket, Phase::filled, Phase::filling)) return false;
    outcome = refusal(ticket, is_gone ? "the host is gone" : "the host did not take it in time");
  }
  clear(slot_of(ticket));
  slot.state.store(pack(ticket, Phase::free), std::memory_order_release);
  return true;
}

void CommandCore::abandon(std::uint64_t ticket) noexcept {
  auto& state = state_of(ticket);
  if (move_on(state, ticket, Phase::filled, Phase::filled_alone) || move_on(state, ticket, Phase::taken, Phase::taken_alone)) return;
  clear(slot_of(ticket));  // it is answered
  state.store(pack(ticket, Phase::free), std::memory_order_release);
}

std::uint64_t CommandCore::take() noexcept {
  while (true) {
    const std::uint64_t next = next_.load(std::memory_order_acquire);
    if (front_ == next) return kNoTicket;
    // Slots of older ones have been given again: those were refused.
    front_ = std::max(front_, next > 2 * capacity_ ? next - capacity_ : capacity_);
    const std::uint64_t ticket = front_;
    Slot& slot = slots_[slot_of(ticket)];
    const std::uint64_t state = slot.state.load(std::memory_order_acquire);
    const Phase phase = phase_in(state);
    const bool is_there = ticket_in(state) == ticket;
    if (is_there && phase == Phase::filling) return kNoTicket;  // its loop is about to submit or to refuse it; the order is kept
    if (is_there && (phase == Phase::filled || phase == Phase::filled_alone)) {
      if (!move_on(slot.state, ticket, phase, phase == Phase::filled ? Phase::taken : Phase::taken_alone)) continue;
      ++front_;
      if (monotonic_ns() < slot.deadline_ns) return ticket;
      answer(ticket, refuse("the host did not take it in time"));
      continue;
    }
    ++front_;
  }
}

void CommandCore::answer(std::uint64_t ticket, const Outcome& outcome) noexcept {
  Slot& slot = slots_[slot_of(ticket)];
  slot.outcome = outcome;
  if (move_on(slot.state, ticket, Phase::taken, Phase::answered)) return;
  // Nobody waits for it. The value is destroyed by who uses the slot next: not here, in the host's loop.
  slot.state.store(pack(ticket, Phase::free), std::memory_order_release);
}

}  // namespace detail
}  // namespace golive
