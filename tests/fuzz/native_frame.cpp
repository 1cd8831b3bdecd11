// A message up of golive1, and the payload of a join.
#include "base/utf8.h"
#include "diff/json.h"
#include "fuzz/sound_json.h"
#include "fuzz/target.h"
#include "golive/payload.h"
#include "protocol/frame_reader.h"
#include "protocol/join_request.h"

namespace golive::fuzz {
namespace {

using namespace protocol;

void check_refusal(std::string_view text, FrameError error) {
  switch (error) {
    case FrameError::not_json:
      return require(!is_json(text) || is_in_dispute(text), "only what is no JSON is refused as such");
    case FrameError::not_a_frame:
      return require(is_json(text) || is_in_dispute(text), "what is refused for its shape is JSON");
    case FrameError::not_utf8:
      return require(!is_utf8(text), "only what is not UTF-8 is refused as such");
    case FrameError::too_deep:
      return require(text.find_first_of("[{") != text.npos && text.size() > 32, "32 levels take brackets");
    default:
      require(text.size() > 10'000, "what is too big or too many takes room");
  }
}

std::string written(const Message& message) {
  std::string text = "[";
  json::write_unsigned(text, message.ref);
  text += ',';
  json::write_string(text, message.event);
  text.append(",").append(message.payload).append(",");
  json::write_unsigned(text, message.seq);
  for (const std::string_view part : {message.target, message.topic}) {
    text += ',';
    json::write_string(text, part);
  }
  return text + ']';
}

bool same(const Message& a, const Message& b) {
  return a.ref == b.ref && a.seq == b.seq && a.event == b.event && a.payload == b.payload && a.target == b.target && a.topic == b.topic;
}

std::string written(const JoinRequest& join) {
  std::string text = "{\"token\":";
  json::write_string(text, join.token);
  text += ",\"url\":";
  json::write_string(text, join.url);
  text += ",\"seq\":";
  json::write_unsigned(text, join.seq);
  text += ",\"ack\":";
  json::write_unsigned(text, join.ack);
  return text.append(",\"params\":").append(join.params_json).append("}");
}

void check_join(std::string_view payload) {
  const auto join = read_join(payload);
  if (!join) return require(join.error() == FrameError::not_a_frame, "a join is refused for its shape");
  require(!join->token.empty(), "a join has a token");
  const std::string text = written(*join);
  const auto again = read_join(text);
  require(again && written(*again) == text, "a join reads as it is written");
}

void native_frame(std::string_view input) {
  check_join(input);
  std::string buffer;
  const auto message = read_frame(input, buffer);
  if (!message) return check_refusal(input, message.error());
  require(is_utf8(message->event) && is_utf8(message->target) && is_utf8(message->topic), "names are UTF-8");
  require(message->ref <= std::uint64_t{1} << 53 && message->seq <= std::uint64_t{1} << 53, "JavaScript has the numbers");
  require(is_json(message->payload) || is_in_dispute(message->payload), "the payload is JSON");
  require(!Payload(message->payload).root().is_absent() || has_long_number(message->payload), "and a handler can read it");
  check_join(message->payload);
  const std::string text = written(*message);
  std::string other;
  const auto again = read_frame(text, other);
  require(again && same(*message, *again), "a frame reads as it is written");
}

const Registration registered(
    {"native_frame",
     "src/protocol/frame_reader.cpp src/protocol/frame_text.cpp src/protocol/json_scanner.cpp src/protocol/join_request.cpp",
     native_frame});

}  // namespace
}  // namespace golive::fuzz
