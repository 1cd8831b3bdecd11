#pragma once
// Where a view's callbacks run: on its loop, or in turn on a worker. For the files of View alone.
#include <memory>
#include <utility>

#include "base/loop.h"
#include "base/worker_pool.h"
#include "live/runtime.h"
#include "live/view.h"

namespace golive::live {

template <class Work, class After>
void View::run(Work&& work, After&& after) {
  if (lane_ == nullptr) {
    work(core_);
    after(core_.status());
    return;
  }
  ++lane_work_;
  lane_->post([self = shared_from_this(), work = std::forward<Work>(work), after = std::forward<After>(after)]() mutable {
    if (!self->cancelled_.load(std::memory_order_relaxed)) work(self->core_);
    self->runtime_.loop().post([self, status = self->core_.status(), after = std::move(after)]() mutable {
      --self->lane_work_;
      after(status);
    });
  });
}

template <class Action>
void View::on_loop(Action&& action) {
  if (lane_ == nullptr) action();
  else
    runtime_.loop().post([self = shared_from_this(), action = std::forward<Action>(action)]() mutable {
      if (!self->ended_) action();
    });
}

}  // namespace golive::live
