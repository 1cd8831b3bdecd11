// MessagePack to JSON and back. The input is read as either.
#include "protocol/message_pack.h"

#include "fuzz/sound_json.h"
#include "fuzz/target.h"
#include "protocol/wire_keys.h"

namespace golive::fuzz {
namespace {

using namespace protocol;

void read(std::string_view bytes) {
  std::string json = "before";
  const auto done = unpack(bytes, json);
  require(json.starts_with("before"), "it appends");
  json.erase(0, 6);
  if (!done) {
    const FrameError error = done.error();
    return require(error == FrameError::not_message_pack || error == FrameError::not_utf8 || error == FrameError::too_big ||
                       error == FrameError::too_deep || error == FrameError::too_many,
                   "a refusal has a name");
  }
  require(json.size() <= wire::kMaxMessageBytes, "JSON stays within the limit");
  require(is_json(json), "what is read is JSON");
  std::string packed;
  std::string again;
  require(pack(json, packed), "what was read can be written");
  require(unpack(packed, again) && again == json, "and is read as the same");
}

void write(std::string_view json) {
  std::string bytes;
  if (!pack(json, bytes)) return;
  std::string text;
  if (!unpack(bytes, text)) return;
  std::string packed;
  std::string again;
  require(pack(text, packed) && unpack(packed, again) && again == text, "JSON comes back");
}

void message_pack(std::string_view input) {
  read(input);
  write(input);
}

const Registration registered({"message_pack", "src/protocol/unpacker.cpp src/protocol/packer.cpp", message_pack});

}  // namespace
}  // namespace golive::fuzz
