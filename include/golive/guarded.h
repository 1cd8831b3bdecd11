#pragma once
// Guarded<T> is a value and the mutex that guards it, for live pages to show and change.
//
//     struct Tank { std::string name; double level = 0; std::vector<double> inlets; };
//     Guarded<Tank> tank;                                            // anywhere in the host
//
//     tank.write([&](Tank& t) { t.level += inflow; });               // from any thread
//     double level = tank.read([](const Tank& t) { return t.level; });
//
//     void Gauge::mount(Socket& socket) { socket.watch<&Gauge::on_tank>(tank); }
//     void Gauge::on_tank(const Tank& now) { level = now.level; }
//
// T is any copyable type. For trivially copyable values of a loop that must not wait there is Latest (golive/latest.h), whose rules for
// handlers hold here too: at most one call per browser frame, with the newest value. What write() did counts as published when it returns
// or throws. A value that nobody writes is not stale, unless WatchOptions::stale_after says when.
//
// Threads: all of it from any thread. A Guarded may be destroyed while pages watch it: they keep the last value, marked gone; its T is
// destroyed when the last of them lets go.
// Cost: a mutex. While a browser watches, each loop copies a value that changed once per frame, under the mutex; else nothing runs.
#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

#include "golive/detail/guarded_core.h"

namespace golive {

template <class T>
class Guarded {
  static_assert(std::is_same_v<T, std::remove_cvref_t<T>>, "a Guarded has a value: write Guarded<T> without const or reference");
  static_assert(std::copy_constructible<T>, "a Guarded has a value that can be copied: pages look at copies");

 public:
  Guarded() requires std::default_initializable<T> : Guarded(T{}) {}
  explicit Guarded(T initial) : core_(std::make_shared<detail::GuardedCore<T>>(std::move(initial))) {}
  ~Guarded() { core_->end(); }
  Guarded(const Guarded&) = delete;
  Guarded& operator=(const Guarded&) = delete;

  // fn(const T&), fn(T&): what it returns, which must not refer to the value.
  template <class Fn>
  auto read(Fn&& fn) const {
    return core_->look(fn);
  }
  template <class Fn>
  auto write(Fn&& fn) {
    return core_->change(fn);
  }
  T copy() const {
    return core_->look([](const T& value) { return value; });
  }

  const std::shared_ptr<detail::GuardedCore<T>>& core() const noexcept { return core_; }

 private:
  std::shared_ptr<detail::GuardedCore<T>> core_;
};

}  // namespace golive
