#include "protocol/phoenix_binary.h"

#include <array>
#include <span>

#include "base/base64url.h"
#include "base/utf8.h"
#include "diff/json.h"
#include "protocol/wire_keys.h"

namespace golive::protocol {
namespace {

constexpr std::size_t kParts = 4;
constexpr std::size_t kHeadBytes = 1 + kParts;
constexpr char kPush = 0;
constexpr std::size_t kMostEscaped = 6;  // bytes of one character in a JSON string

// A ref as JSON, in the buffer, which has room for it.
std::string_view ref_of(std::string_view text, std::string& buffer) {
  if (text.empty()) return "null";
  const std::size_t begin = buffer.size();
  json::write_string(buffer, text);
  return std::string_view(buffer).substr(begin);
}

std::string_view payload_of(std::string_view bytes, std::string& buffer) {
  const std::size_t begin = buffer.size();
  buffer += R"({"value":")";
  append_base64url(buffer, std::span(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
  buffer += R"("})";
  return std::string_view(buffer).substr(begin);
}

}  // namespace

std::expected<Message, FrameError> read_phoenix_binary(std::string_view bytes, std::string& buffer) {
  if (bytes.size() > wire::kMaxMessageBytes) return std::unexpected(FrameError::too_big);
  if (bytes.size() < kHeadBytes || bytes[0] != kPush) return std::unexpected(FrameError::not_a_frame);
  std::string_view rest = bytes.substr(kHeadBytes);
  std::array<std::string_view, kParts> parts;
  for (std::size_t i = 0; i < kParts; ++i) {
    const auto size = static_cast<unsigned char>(bytes[1 + i]);
    if (rest.size() < size) return std::unexpected(FrameError::not_a_frame);
    parts[i] = rest.substr(0, size);
    rest.remove_prefix(size);
    if (valid_prefix(parts[i]) != size) return std::unexpected(FrameError::not_utf8);
  }
  buffer.clear();
  buffer.reserve((parts[0].size() + parts[1].size() + 2) * kMostEscaped + base64url_size(rest.size()) + 16);
  Message message;
  message.join_ref = ref_of(parts[0], buffer);
  message.reply_to = ref_of(parts[1], buffer);
  message.topic = parts[2];
  message.event = parts[3];
  message.payload = payload_of(rest, buffer);
  return message;
}

}  // namespace golive::protocol
