#pragma once
// The payload of an `event` message: {"type","event","value"} as LiveView's client sends it.
#include <expected>
#include <string>
#include <string_view>

#include "protocol/message.h"

namespace golive::protocol {

struct PhoenixEvent {
  std::string type;                 // click, form, keydown, ...
  std::string name;                 // of the event
  std::string_view value = "null";  // JSON; points into the payload
  std::string target;               // of a form: the name of the control that changed; empty: none
  bool has_component = false;       // it is for a component inside of the view
};

// Reads a payload that the wire has checked. Unknown members are skipped; of a repeated member the last counts.
std::expected<PhoenixEvent, FrameError> read_phoenix_event(std::string_view payload);

// The payload of a DOM type, {"value":"NAME",...}: NAME, and the other members as an object of their own, "null" if there are none. Nothing
// if it has not this shape.
struct NamedByValue {
  std::string name;
  std::string payload;
};
std::expected<NamedByValue, FrameError> read_named_by_value(std::string_view payload);

// Whether `event` is called as a kind of DOM event that pages bind.
bool is_dom_type(std::string_view event) noexcept;

}  // namespace golive::protocol
