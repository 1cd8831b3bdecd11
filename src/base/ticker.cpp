#include "base/ticker.h"

#include <algorithm>

#include "base/timer.h"

namespace golive {

Ticker::Entry::~Entry() {
  if (ticker_ != nullptr) ticker_->unlink(*this);
}

Ticker::Ticker(Loop& loop, std::chrono::milliseconds tick) : tick_(tick), timer_(std::make_unique<Timer>(loop, [this] { advance(); })) {}

Ticker::~Ticker() {
  for (Entry* entry : slots_) {
    for (; entry != nullptr; entry = entry->next_) entry->ticker_ = nullptr;
  }
}

Ticker::Tick Ticker::ticks(std::chrono::milliseconds limit) const noexcept {
  const auto count = (limit + tick_ - std::chrono::milliseconds(1)) / tick_;
  // One more, because the current tick is already running.
  return static_cast<Tick>(std::clamp<std::int64_t>(count, 0, 1 << 30)) + 1;
}

void Ticker::clear(Entry& entry) noexcept {
  if (entry.ticker_ != nullptr) unlink(entry);
}

void Ticker::link(Entry& entry) {
  if (entry.ticker_ != nullptr) unlink(entry);
  // A limit longer than the wheel is looked at once a turn.
  entry.looked_at_ = now_ + std::min<Tick>(entry.due_ - now_, kSlots - 1);
  Entry*& slot = slots_[entry.looked_at_ % kSlots];
  entry.ticker_ = this;
  entry.previous_ = nullptr;
  entry.next_ = slot;
  if (slot != nullptr) slot->previous_ = &entry;
  slot = &entry;
  linked_ += 1;
  if (!timer_->pending()) timer_->start(tick_);
}

void Ticker::unlink(Entry& entry) noexcept {
  if (entry.previous_ != nullptr) {
    entry.previous_->next_ = entry.next_;
  } else {
    slots_[entry.looked_at_ % kSlots] = entry.next_;
  }
  if (entry.next_ != nullptr) entry.next_->previous_ = entry.previous_;
  entry.ticker_ = nullptr;
  linked_ -= 1;
}

void Ticker::advance() {
  timer_->start(tick_);
  now_ += 1;
  Entry*& slot = slots_[now_ % kSlots];
  // Always the first one: on_limit() may unlink or destroy any of the others.
  while (slot != nullptr) {
    Entry& entry = *slot;
    unlink(entry);
    if (entry.due_ != now_) {
      link(entry);
    } else {
      entry.on_limit();
    }
  }
  if (linked_ == 0) timer_->cancel();
}

}  // namespace golive
