#pragma once
// Reads a native message up: [id, event, payload, seq, target?, view?].
//
// One pass, bounded by the limits of wire_keys.h, no allocation unless the event, target or view has escapes.
// The payload is checked whole (grammar, depth, number of values, UTF-8) and handed on as text: whoever parses it later meets only sound
// JSON.
#include <expected>
#include <string>
#include <string_view>

#include "protocol/message.h"

namespace golive::protocol {

// `buffer` takes the strings that had escapes and must outlive the Message.
std::expected<Message, FrameError> read_frame(std::string_view text, std::string& buffer);

}  // namespace golive::protocol
