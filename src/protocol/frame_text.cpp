#include "protocol/frame_text.h"

namespace golive::protocol {

std::string_view plain(const JsonScanner::String& string, std::string& buffer) {
  if (!string.escaped) return string.raw;
  const std::size_t begin = buffer.size();
  unescape(string.raw, buffer);
  return std::string_view(buffer).substr(begin);
}

FrameError fault_of(const JsonScanner& in, std::string_view text) {
  const FrameError error = in.error();
  if (error != FrameError::not_json && error != FrameError::not_a_frame) return error;
  JsonScanner again(text);
  return again.value() && again.at_end() ? FrameError::not_a_frame : again.error();
}

}  // namespace golive::protocol
