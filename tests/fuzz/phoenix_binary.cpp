// A push of Phoenix whose payload is bytes.
#include "protocol/phoenix_binary.h"

#include "base/base64url.h"
#include "base/utf8.h"
#include "fuzz/sound_json.h"
#include "fuzz/target.h"
#include "protocol/json_scanner.h"

namespace golive::fuzz {
namespace {

using namespace protocol;

// A ref of JSON as the bytes it came from.
std::string bytes_of(std::string_view ref) {
  std::string bytes;
  if (ref != "null") unescape(ref.substr(1, ref.size() - 2), bytes);
  return bytes;
}

void phoenix_binary(std::string_view input) {
  std::string buffer;
  const auto message = read_phoenix_binary(input, buffer);
  if (!message)
    return require(message.error() == FrameError::not_a_frame || message.error() == FrameError::not_utf8, "a refusal has a name");
  require(is_json(message->payload) && is_json(message->join_ref) && is_json(message->reply_to), "what it brings is JSON");
  constexpr std::string_view kBegin = R"({"value":")";
  require(message->payload.starts_with(kBegin) && message->payload.ends_with("\"}"), "the bytes are a value");
  const auto bytes = read_base64url(message->payload.substr(kBegin.size(), message->payload.size() - kBegin.size() - 2));
  require(bytes.has_value(), "in base64url");
  const std::string parts[] = {bytes_of(message->join_ref), bytes_of(message->reply_to), std::string(message->topic),
                               std::string(message->event)};
  std::string written(1, '\0');
  for (const std::string& part : parts) written += static_cast<char>(part.size());
  for (const std::string& part : parts) written += part;
  require(written + *bytes == input, "a push is written as it was read");
}

const Registration registered({"phoenix_binary", "src/protocol/phoenix_binary.cpp", phoenix_binary});

}  // namespace
}  // namespace golive::fuzz
