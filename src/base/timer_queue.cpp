#include "base/timer_queue.h"

namespace golive {

void TimerQueue::place(Entry* entry, std::size_t at) noexcept {
  heap_[at] = entry;
  entry->place_ = at;
}

void TimerQueue::rise(Entry* entry, std::size_t at) noexcept {
  while (at > 0) {
    const std::size_t parent = (at - 1) / 2;
    if (heap_[parent]->due_ <= entry->due_) break;
    place(heap_[parent], at);
    at = parent;
  }
  place(entry, at);
}

void TimerQueue::sink(Entry* entry, std::size_t at) noexcept {
  for (std::size_t child; (child = 2 * at + 1) < heap_.size(); at = child) {
    if (child + 1 < heap_.size() && heap_[child + 1]->due_ < heap_[child]->due_) child += 1;
    if (entry->due_ <= heap_[child]->due_) break;
    place(heap_[child], at);
  }
  place(entry, at);
}

void TimerQueue::set(Entry& entry, TimePoint due) {
  clear(entry);
  entry.due_ = due;
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
  if (at > 0 && last->due_ < heap_[(at - 1) / 2]->due_) rise(last, at);
  else sink(last, at);
}

bool TimerQueue::run_one(TimePoint now) {
  if (heap_.empty() || heap_.front()->due_ > now) return false;
  Entry& entry = *heap_.front();
  clear(entry);
  entry.on_due();
  return true;
}

}  // namespace golive
