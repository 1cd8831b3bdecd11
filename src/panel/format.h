#pragma once
// Values of a panel as text.
#include <cstddef>
#include <string>
#include <string_view>

#include "panel/plan.h"

namespace golive::panel {

// As a reader has it: "1.200", "NaN", "−∞", "Yes", "none".
std::string shown_text(const Node& node, const detail::PanelValue& value);
// As a control has it: "1.2"; empty for what a control cannot hold.
std::string control_text(const detail::PanelValue& value);
// As shown_text, of a number that a field could have.
std::string number_text(double value, int decimals);
// How many decimals the multiples of `step` have; 3 for no step.
int decimals_of(double step);

}  // namespace golive::panel
