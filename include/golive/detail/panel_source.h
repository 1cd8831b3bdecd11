#pragma once
// Where a panel of T has its values from.
#include <cstddef>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "golive/command.h"
#include "golive/detail/name_type.h"
#include "golive/detail/panel_model.h"
#include "golive/detail/panel_type.h"
#include "golive/detail/panel_view.h"
#include "golive/duration.h"
#include "golive/guarded.h"
#include "golive/latest.h"
#include "golive/outcome.h"
#include "golive/socket.h"

namespace golive {

template <class T>
class Change;

namespace detail {

class RouteAdder;

GOLIVE_API void add_panel(RouteAdder& adder, std::string_view path, std::shared_ptr<PanelModel> model);

// What a button does: to the value, or by itself.
template <class T>
class ButtonCall {
 public:
  ButtonCall() = default;
  ButtonCall(const ButtonCall&) = delete;
  ButtonCall& operator=(const ButtonCall&) = delete;
  virtual ~ButtonCall() = default;
  virtual bool changes_value() const noexcept = 0;
  // nullptr if it does not change the value.
  virtual Outcome call(T* value) const = 0;
};

template <class T, class Fn>
class ButtonCallOf final : public ButtonCall<T> {
 public:
  static constexpr bool kChanges = std::is_invocable_v<const Fn&, T&>;
  static_assert(kChanges || std::is_invocable_v<const Fn&>, "a button calls fn() or fn(value), with a reference to the panel's value");

  explicit ButtonCallOf(Fn fn) : fn_(std::move(fn)) {}
  bool changes_value() const noexcept override { return kChanges; }
  Outcome call([[maybe_unused]] T* value) const override {
    const auto run = [&]() -> decltype(auto) {
      if constexpr (kChanges) return fn_(*value);
      else return fn_();
    };
    if constexpr (std::is_same_v<decltype(run()), Outcome>) return run();
    else run();
    return {};
  }

 private:
  Fn fn_;
};

template <class T>
class PanelSource : public PanelModel {
 public:
  explicit PanelSource(Duration stale_after) : PanelModel(*panel_type<T>(), plain_name(type_name<T>())), stale_after_(stale_after) {}

  void set_stale_after(Duration duration) noexcept { stale_after_ = duration; }
  Duration stale_after() const noexcept { return stale_after_; }

  template <class Fn>
  void add_button_call(std::string_view label, std::string_view confirm, Fn fn) {
    buttons_.push_back(std::make_unique<ButtonCallOf<T, Fn>>(std::move(fn)));
    add_button(label, confirm, buttons_.back()->changes_value());
  }

  // On whichever thread may change the value.
  Outcome apply(T& value, const PanelOrder& order) const {
    if (order.button != PanelOrder::kNone) return buttons_[order.button]->call(&value);
    write(&value, order);
    return {};
  }
  // Not owned: what waits in the queue owns this.
  void set_queue(const std::shared_ptr<CommandQueue<Change<T>>>& queue) noexcept { queue_ = queue, has_queue_ = true; }

  bool takes_orders() const override { return has_queue_ || takes_orders_now(); }
  Outcome send(Socket& socket, PanelOrder order) const override {
    if (order.button != PanelOrder::kNone && !buttons_[order.button]->changes_value()) return buttons_[order.button]->call(nullptr);
    if (!has_queue_) return change_now(order);
    const auto queue = queue_.lock();
    if (queue == nullptr || queue->gone()) return refuse("the host takes no more changes");
    auto self = std::static_pointer_cast<const PanelSource>(this->shared_from_this());
    return socket.send<&PanelView::on_outcome>(queue, Change<T>(std::move(self), std::move(order)));
  }

 protected:
  // Without a queue.
  virtual bool takes_orders_now() const = 0;
  virtual Outcome change_now(const PanelOrder& order) const = 0;

 private:
  Duration stale_after_;
  std::vector<std::unique_ptr<ButtonCall<T>>> buttons_;
  std::weak_ptr<CommandQueue<Change<T>>> queue_;
  bool has_queue_ = false;
};

// Holds what the Latest keeps its value in, so that the host may destroy the Latest.
template <class T>
class LatestSource final : public PanelSource<T> {
 public:
  explicit LatestSource(const Latest<T>& latest) : PanelSource<T>(WatchOptions{}.stale_after), core_(latest.core()) {}

  void watch(Socket& socket) const override {
    socket.watch<&PanelView::take<T>>(ValueFeed<T>{core_}, {.stale_after = this->stale_after()});
  }
  void look(void (*see)(void* context, const void* value), void* context) const override {
    alignas(T) std::byte bytes[sizeof(T)];
    core_->read(bytes);
    see(context, bytes);
  }

 protected:
  bool takes_orders_now() const override { return false; }
  Outcome change_now(const PanelOrder&) const override { return refuse("this value can only be read"); }

 private:
  std::shared_ptr<LatestCore<T>> core_;
};

template <class T>
class GuardedSource final : public PanelSource<T> {
 public:
  explicit GuardedSource(const Guarded<T>& value) : PanelSource<T>(Duration::max()), core_(value.core()) {}

  void watch(Socket& socket) const override {
    socket.watch<&PanelView::take<T>>(ValueFeed<T>{core_}, {.stale_after = this->stale_after()});
  }
  void look(void (*see)(void* context, const void* value), void* context) const override {
    core_->look([&](const T& value) { see(context, &value); });
  }

 protected:
  bool takes_orders_now() const override { return true; }
  Outcome change_now(const PanelOrder& order) const override {
    if (core_->gone()) return refuse("the host has withdrawn this value");
    return core_->change([&](T& value) { return this->apply(value, order); });
  }

 private:
  std::shared_ptr<GuardedCore<T>> core_;
};

}  // namespace detail
}  // namespace golive
