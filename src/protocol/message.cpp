#include "protocol/message.h"

#include "protocol/close_code.h"

namespace golive::protocol {

std::uint16_t close_code(FrameError error) noexcept {
  switch (error) {
    case FrameError::too_big:
      return CloseCode::too_big;
    case FrameError::not_utf8:
      return CloseCode::invalid_text;
    case FrameError::too_deep:
    case FrameError::too_many:
      return CloseCode::policy;
    case FrameError::binary:
    case FrameError::text:
      return CloseCode::unacceptable;
    case FrameError::not_message_pack:
    case FrameError::not_json:
    case FrameError::not_a_frame:
      break;
  }
  return CloseCode::protocol_error;
}

std::string_view describe(FrameError error) noexcept {
  switch (error) {
    case FrameError::too_big:
      return "message of more than 1 MiB";
    case FrameError::not_utf8:
      return "message is not UTF-8";
    case FrameError::too_deep:
      return "message of more than 32 levels";
    case FrameError::too_many:
      return "message of more than 10000 values";
    case FrameError::binary:
      return "message is binary";
    case FrameError::text:
      return "message is text";
    case FrameError::not_message_pack:
      return "message is not MessagePack, or more than JSON has";
    case FrameError::not_json:
      return "message is not JSON";
    case FrameError::not_a_frame:
      break;
  }
  return "message is not of this protocol's shape";
}

}  // namespace golive::protocol
