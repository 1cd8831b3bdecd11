#pragma once
// What one browser's view of a panel shows now.
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "golive/detail/feed.h"
#include "golive/detail/panel_model.h"
#include "golive/outcome.h"
#include "panel/plan.h"

namespace golive::panel {

// What became of the newest change that this page asked for, of one field or button.
struct Answer {
  Outcome outcome;
  // What the control goes on showing until the value says it: without, it would jump back for a moment.
  std::string asked = {};
  int seconds = 0;  // how long it is there
};

struct Shown {
  std::shared_ptr<detail::PanelModel> model;
  std::shared_ptr<const void> value = nullptr;  // the newest
  Freshness freshness = Freshness::live;
  std::shared_ptr<const Minute> minute = nullptr;
  std::map<std::uint32_t, Answer> fields = {};
  std::map<std::uint32_t, Answer> buttons = {};
  std::string said = {};  // to screen readers: the newest of what is worth it

  const Plan& plan() const noexcept { return model->plan(); }
  bool is_writable(const Node& node) const noexcept { return node.writable && model->takes_orders(); }
};

}  // namespace golive::panel
