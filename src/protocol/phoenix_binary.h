#pragma once
// A push of Phoenix v2 whose payload is bytes: 0, the sizes of join_ref, ref, topic and event in a byte each, these four, the payload.
#include <expected>
#include <string>
#include <string_view>

#include "protocol/message.h"

namespace golive::protocol {

// The payload of the message is {"value":TEXT}, the bytes in base64url. `buffer` takes it and the refs; it must outlive the message.
std::expected<Message, FrameError> read_phoenix_binary(std::string_view bytes, std::string& buffer);

}  // namespace golive::protocol
