#pragma once
// What one browser's view of a panel shows now.
#include <memory>

#include "golive/detail/feed.h"
#include "golive/detail/panel_model.h"
#include "panel/plan.h"

namespace golive::panel {

struct Shown {
  std::shared_ptr<detail::PanelModel> model;
  std::shared_ptr<const void> value = nullptr;  // the newest
  Freshness freshness = Freshness::live;
  std::shared_ptr<const Minute> minute = nullptr;

  const Plan& plan() const noexcept { return model->plan(); }
};

}  // namespace golive::panel
