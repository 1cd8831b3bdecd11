#include "base/timer_queue.h"

#include <algorithm>

namespace golive {

void TimerQueue::place(Entry* entry, std::size_t at) noexcept {
  heap_[at] = entry;
  entry->place_ = static_cast<std::uint32_t>(at);
}

void TimerQueue::rise(Entry* entry, std::size_t at) noexcept {
  while (at > 0) {
    const std::size_t parent = (at - 1) / 2;
    if (heap_[parent]->goes_before(*entry)) break;
    place(heap_[parent], at);
    at = parent;
  }
  place(entry, at);
}

void TimerQueue::sink(Entry* entry, std::size_t at) noexcept {
  for (std::size_t child; (child = 2 * at + 1) < heap_.size(); at = child) {
    if (child + 1 < heap_.size() && heap_[child + 1]->goes_before(*heap_[child])) child += 1;
    if (entry->goes_before(*heap_[child])) break;
    place(heap_[child], at);
  }
  place(entry, at);
}

void TimerQueue::set(Entry& entry, TimePoint due) {
  clear(entry);
  entry.due_ = due;
  entry.turn_ = next_turn_++;
  heap_.push_back(&entry);
  rise(&entry, heap_.size() - 1);
}

void TimerQueue::clear(Entry& entry) noexcept {
  if (!entry.pending()) return;
  const std::size_t at = entry.place_;
  entry.place_ = Entry::kNowhere;
  Entry* const last = heap_.back();
  heap_.pop_back();
  if (last == &entry) return;
  if (at > 0 && last->goes_before(*heap_[(at - 1) / 2])) rise(last, at);
  else sink(last, at);
}

bool TimerQueue::run_one(TimePoint now) {
  if (heap_.empty() || heap_.front()->due_ > now) return false;
  run(*heap_.front());
  return true;
}

void TimerQueue::run(Entry& entry) {
  clear(entry);
  entry.on_due();
}

std::size_t TimerQueue::due_together(TimePoint now) const noexcept {
  if (next() > now) return 0;
  return static_cast<std::size_t>(std::ranges::count_if(heap_, [this](const Entry* entry) { return entry->due_ == next(); }));
}

void TimerQueue::run_of_those(std::size_t index) {
  const auto is_next = [this, &index](const Entry* entry) { return entry->due_ == next() && index-- == 0; };
  run(**std::ranges::find_if(heap_, is_next));
}

}  // namespace golive
