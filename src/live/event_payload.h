#pragma once
// What LiveView's client sends along with an event, as handlers take it (docs/protocol.md "Payloads").
#include <expected>
#include <string>

#include "protocol/phoenix_event.h"

namespace golive::live {

// JSON. A form comes urlencoded and becomes an object of its fields; an object stays, and what is none becomes the `value` of one.
std::expected<std::string, protocol::FrameError> event_payload(const protocol::PhoenixEvent& event);

}  // namespace golive::live
