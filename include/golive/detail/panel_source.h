#pragma once
// Where a panel of T has its values from.
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

#include "golive/detail/name_type.h"
#include "golive/detail/panel_model.h"
#include "golive/detail/panel_type.h"
#include "golive/detail/panel_view.h"
#include "golive/duration.h"
#include "golive/guarded.h"
#include "golive/latest.h"
#include "golive/socket.h"

namespace golive::detail {

class RouteAdder;

GOLIVE_API void add_panel(RouteAdder& adder, std::string_view path, std::shared_ptr<PanelModel> model);

template <class T>
class PanelSource : public PanelModel {
 public:
  explicit PanelSource(Duration stale_after) : PanelModel(*panel_type<T>(), plain_name(type_name<T>())), stale_after_(stale_after) {}

  void set_stale_after(Duration duration) noexcept { stale_after_ = duration; }
  Duration stale_after() const noexcept { return stale_after_; }

 private:
  Duration stale_after_;
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

 private:
  std::shared_ptr<GuardedCore<T>> core_;
};

}  // namespace golive::detail
