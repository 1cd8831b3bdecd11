#pragma once
// What a page sends for a field, checked.
#include <string>

#include "golive/detail/panel_value.h"
#include "golive/payload.h"
#include "panel/plan.h"

namespace golive::panel {

// Reads the control's value for a field; why it is refused, empty if it is not.
std::string read_input(const Node& node, const Payload& payload, detail::PanelInput& input);
// The value as a control shows it.
std::string control_text(const detail::PanelInput& input);

}  // namespace golive::panel
