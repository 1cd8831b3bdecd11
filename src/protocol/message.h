#pragma once
// What every codec understands of a message, whatever it looks like on the wire.
#include <cstdint>
#include <string_view>

namespace golive::protocol {

// One message from a browser. The views point into the transport's message or into the buffer given to Codec::decode.
struct Message {
  std::string_view join_ref;           // Phoenix: which join of the topic, as JSON; empty in the native form
  std::string_view reply_to = "null";  // Phoenix: what the answer is to name, as JSON
  std::uint64_t ref = 0;               // number of the event, answered once; 0: a control message
  std::uint64_t seq = 0;               // newest frame the client has applied; 0 where the protocol has none
  std::string_view topic;              // id of the view when a socket carries several; empty: the only one
  std::string_view target;             // component inside the view; empty: the view itself
  std::string_view event;              // unescaped
  std::string_view payload = "null";   // one JSON value, checked: well formed, UTF-8, within the limits of wire_keys.h
};

// Why a message could not be read. What the connection does about it is fixed by docs/protocol.md "Up".
enum class FrameError : std::uint8_t {
  too_big,           // close 1009
  not_utf8,          // close 1007
  too_deep,          // close 1008
  too_many,          // more than kMaxValues values; close 1008
  binary,            // where the codec has text only; close 1003
  text,              // where MessagePack was asked for; close 1003
  not_message_pack,  // `e` frame, close 1002
  not_json,          // `e` frame, close 1002
  not_a_frame        // JSON, but not this shape; `e` frame, close 1002
};

// The WebSocket close code and the text for the log and the `e` frame.
std::uint16_t close_code(FrameError error) noexcept;
std::string_view describe(FrameError error) noexcept;

}  // namespace golive::protocol
