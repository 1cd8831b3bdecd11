// A message of Phoenix, in both versions, and what LiveView's client puts into its events.
#include "base/utf8.h"
#include "fuzz/sound_json.h"
#include "fuzz/target.h"
#include "golive/payload.h"
#include "live/event_payload.h"
#include "protocol/phoenix_event.h"
#include "protocol/phoenix_wire.h"

namespace golive::fuzz {
namespace {

using namespace protocol;

bool is_sound(std::string_view json) { return is_json(json) || is_in_dispute(json); }

void check_refusal(std::string_view text, FrameError error) {
  if (error == FrameError::not_json) return require(!is_json(text) || is_in_dispute(text), "only what is no JSON is refused as such");
  if (error == FrameError::not_a_frame) return require(is_sound(text), "what is refused for its shape is JSON");
  if (error == FrameError::not_utf8) return require(!is_utf8(text), "only what is not UTF-8 is refused as such");
  require(error == FrameError::too_deep || error == FrameError::too_many || error == FrameError::too_big, "a refusal has a name");
}

void check_payload(std::string_view payload) {
  const auto event = read_phoenix_event(payload);
  if (event) {
    require(!event->name.empty() && is_utf8(event->name) && is_sound(event->value), "an event has a name and a value");
    const auto json = live::event_payload(*event);
    require(json && is_sound(*json), "a handler gets JSON");
    require(has_long_number(*json) || !Payload(*json).root().is_absent(), "which it can read");
  }
  const auto named = read_named_by_value(payload);
  if (named) require(!named->name.empty() && is_sound(named->payload), "a DOM event that names one has the rest as its payload");
  if (named) require(!is_dom_type("") && is_dom_type("click"), "kinds of events have names");
}

void check(const PhoenixWire& wire, std::string_view text) {
  std::string buffer;
  const auto message = wire.decode(text, buffer);
  if (!message) return check_refusal(text, message.error());
  require(is_utf8(message->topic) && is_utf8(message->event), "names are UTF-8");
  require(is_sound(message->payload) && is_sound(message->reply_to) && is_sound(message->join_ref), "the rest is JSON");
  check_payload(message->payload);
  const PhoenixWire::Address address{.join_ref = message->join_ref, .ref = message->reply_to, .topic = message->topic};
  std::string written;
  wire.begin(written, address, message->event);
  written += message->payload;
  wire.end(written, address);
  std::string other;
  const auto again = wire.decode(written, other);
  require(again && again->topic == message->topic && again->event == message->event && again->payload == message->payload &&
              again->reply_to == message->reply_to,
          "a message reads as it is written");
  require(wire.vsn() == "1.0.0" || again->join_ref == message->join_ref, "and of the same join");
}

void phoenix_frame(std::string_view input) {
  check_payload(input);
  check(*phoenix_wire_for("1.0.0"), input);
  check(*phoenix_wire_for("2.0.0"), input);
}

const Registration registered({"phoenix_frame", "src/protocol/phoenix_wire.cpp src/protocol/phoenix_event.cpp src/live/event_payload.cpp",
                               phoenix_frame});

}  // namespace
}  // namespace golive::fuzz
