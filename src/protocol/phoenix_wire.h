#pragma once
// How messages of Phoenix look on the wire: objects in `vsn=1.0.0`, arrays in `vsn=2.0.0`, which also has a binary form for payloads that
// are bytes.
//
//     wire.begin(out, {.join_ref = "\"4\"", .ref = "\"7\"", .topic = "lv:x"}, "phx_reply");   // ["4","7","lv:x","phx_reply",
//     out += R"({"status":"ok","response":{}})";
//     wire.end(out, ...);                                                                     //                          ]
//
// Stateless constants. Refs go as they came: a string, a number or null, as JSON.
#include <expected>
#include <string>
#include <string_view>

#include "protocol/message.h"

namespace golive::protocol {

class PhoenixWire {
 public:
  virtual std::string_view vsn() const noexcept = 0;
  // `buffer`: as for FrameCodec::decode.
  virtual std::expected<Message, FrameError> decode(std::string_view text, std::string& buffer) const = 0;
  virtual std::expected<Message, FrameError> decode_binary(std::string_view bytes, std::string& buffer) const = 0;

  struct Address {
    std::string_view join_ref = "null";
    std::string_view ref = "null";
    std::string_view topic;
  };
  // What stands before and behind the payload, which is one JSON value.
  virtual void begin(std::string& out, const Address& address, std::string_view event) const = 0;
  virtual void end(std::string& out, const Address& address) const = 0;

 protected:
  ~PhoenixWire() = default;
};

// For a `vsn` parameter; nullptr: it is none of Phoenix.
const PhoenixWire* phoenix_wire_for(std::string_view vsn) noexcept;

}  // namespace golive::protocol
