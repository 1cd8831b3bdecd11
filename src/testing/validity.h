#pragma once
// Constraint validation (HTML Standard 4.10.20): whether a browser lets a form go, and if not, why.
#include <string>
#include <string_view>

#include "testing/control_state.h"

namespace golive::testing {

// `willValidate`: false for what is disabled, read-only, hidden, or a button that does not submit.
bool will_validate(Node control);

// As the members of ValidityState.
struct Validity {
  bool value_missing = false;
  bool type_mismatch = false;
  bool pattern_mismatch = false;
  bool too_long = false;
  bool too_short = false;
  bool range_underflow = false;
  bool range_overflow = false;
  bool step_mismatch = false;
  bool bad_input = false;

  bool valid() const noexcept {
    return !(value_missing || type_mismatch || pattern_mismatch || too_long || too_short || range_underflow || range_overflow ||
             step_mismatch || bad_input);
  }
};
Validity validity(const ControlState& state, Node control);

// What the browser would complain of: "<input name=age> is 7, less than its min 18"; "": nothing.
std::string why_invalid(const ControlState& state, Node control);

// Controls of the form that are invalid, in the tree's order.
std::vector<Node> invalid_controls(const ControlState& state, Node form);

}  // namespace golive::testing
