#pragma once
// What an event carries: the twin of client/src/payload.ts (docs/protocol.md, "Payloads"). Members are in the order that JSON.stringify
// gives them.
#include <boost/json/object.hpp>
#include <string_view>

#include "testing/control_state.h"

namespace golive::testing {

boost::json::object lv_values(Node element);  // its lv-value-NAME attributes

boost::json::value click_payload(Node element);
boost::json::value control_value(const ControlState& state, Node control);
boost::json::object control_payload(const ControlState& state, Node control);
boost::json::object focus_payload(const ControlState& state, Node element, Node target);
boost::json::object form_payload(const ControlState& state, Node form, Node submitter = {}, Node target = {});

struct KeyPress {
  std::string_view key;  // as KeyboardEvent.key: "a", "Enter", " "
  bool alt = false;
  bool ctrl = false;
  bool meta = false;
  bool shift = false;
  bool repeat = false;
};
boost::json::object key_payload(const ControlState& state, Node element, Node target, const KeyPress& press);

}  // namespace golive::testing
