#pragma once
// Stream<T> carries events that come in order, trades, log lines, alarms, from any thread of the host program to live pages.
//
//     Stream<Trade> trades(1024);                                     // anywhere in the host; keeps the newest 1,024
//
//     trades.publish({"ACME", 12.5, 100});                            // from any thread
//
//     void Tape::mount(Socket& socket) { socket.watch<&Tape::on_trades>(trades); }
//     void Tape::on_trades(std::span<const Trade> news, std::uint64_t missed) { ... }
//
// T is any copyable type but bool. The capacity is rounded up to a power of two, at least 2.
//
// The handler takes (std::span<const T>) or (std::span<const T>, std::uint64_t missed), after an optional Socket&. The span is valid until
// it returns. It is called with what is kept before watch() returns, unless that is nothing or StreamOptions::from_now is set; then at most
// once per browser frame (16.7 ms) with what came since, oldest first, each event once. While the browser is away it is not called; when it
// comes back the handler gets what is kept of the time between, before anything is shown.
//
// Overflow: the newest `capacity` events are kept and the oldest overwritten. `missed` is how many came between the last call and this span
// that this view cannot be given any more; the span is empty if there is nothing else to tell. dropped() counts what watching loops came
// too late for, over all loops; what came while no browser watched is not counted.
//
// Threads: all of it from any thread. Events of one thread keep their order. A Stream may be destroyed while pages watch it: they hear
// nothing more. It must be there when watch() is called.
// Cost: of a trivially copyable T publish() counts up, takes a slot and stores the value: no lock, no allocation, no system call, no
// waiting. A writer that is stopped by the system in the middle holds back what readers see of later events until it goes on or is lapped;
// one that was lapped loses its own event, and if it was stopped while it stored it, each lap loses one: they count as missed. Any other T
// costs one allocation and a short lock. Memory is allocated at the start: the capacity times the size of T and 16 bytes, in whole cache
// lines. While a browser watches, each loop copies new events once per frame, however many views watch; else nothing runs.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

#include "golive/detail/stream_list.h"
#include "golive/detail/stream_ring.h"

namespace golive {

struct StreamOptions {
  bool from_now = false;  // without what is kept
};

template <class T>
class Stream {
  static_assert(std::is_same_v<T, std::remove_cvref_t<T>>, "a Stream carries values: write Stream<T> without const or reference");
  static_assert(std::is_copy_constructible_v<T>, "a Stream carries copyable values: several views may receive them");
  static_assert(!std::is_same_v<T, bool>, "a Stream hands out spans, and there is none of bool: use an enum or a struct");
  static constexpr bool kPlain = std::is_trivially_copyable_v<T>;
  using Core = std::conditional_t<kPlain, detail::StreamRing<T>, detail::StreamList<T>>;

 public:
  explicit Stream(std::size_t capacity) : core_(std::make_shared<Core>(std::bit_ceil(capacity < 2 ? std::size_t{2} : capacity))) {}
  ~Stream() { core_->end(); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  void publish(const T& value) noexcept requires kPlain { core_->publish(value); }
  void publish(T value) requires(!kPlain) { core_->publish(std::move(value)); }

  // How many events were published.
  std::uint64_t published() const noexcept { return core_->position(); }
  std::uint64_t dropped() const noexcept { return core_->missed(); }
  std::size_t capacity() const noexcept { return core_->capacity(); }

  const std::shared_ptr<Core>& core() const noexcept { return core_; }

 private:
  std::shared_ptr<Core> core_;
};

}  // namespace golive
