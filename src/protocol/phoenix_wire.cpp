#include "protocol/phoenix_wire.h"

#include "diff/json.h"
#include "protocol/frame_text.h"
#include "protocol/json_scanner.h"
#include "protocol/phoenix_binary.h"
#include "protocol/phoenix_keys.h"
#include "protocol/wire_keys.h"

namespace golive::protocol {
namespace {

using String = JsonScanner::String;

// A ref is answered as it was written: a string, as phoenix.js has it, a number or nothing.
bool ref_value(JsonScanner& in, std::string_view& ref) {
  const char first = in.peek();
  const bool fits = first == '"' || first == 'n' || (first >= '0' && first <= '9');
  return fits && in.value(ref) && ref.size() <= phoenix::kMaxNameBytes;
}

struct Names {
  String topic, event;

  bool fit() const noexcept { return topic.raw.size() <= phoenix::kMaxNameBytes && event.raw.size() <= phoenix::kMaxNameBytes; }
};

bool read_array(JsonScanner& in, Message& message, Names& names) {
  if (!in.literal('[') || !in.enter()) return false;
  if (!ref_value(in, message.join_ref) || !in.literal(',')) return false;
  if (!ref_value(in, message.reply_to) || !in.literal(',')) return false;
  if (!in.string(names.topic) || !in.literal(',')) return false;
  if (!in.string(names.event) || !in.literal(',')) return false;
  return in.value(message.payload) && in.literal(']') && in.at_end() && names.fit();
}

bool member(JsonScanner& in, std::string_view name, Message& message, Names& names) {
  if (name == "topic") return in.string(names.topic);
  if (name == "event") return in.string(names.event);
  if (name == "payload") return in.value(message.payload);
  if (name == "ref") return ref_value(in, message.reply_to);
  if (name == "join_ref") return ref_value(in, message.join_ref);
  return in.value();
}

bool read_object(JsonScanner& in, Message& message, Names& names) {
  if (!in.literal('{') || !in.enter() || in.peek() == '}') return false;
  for (;;) {
    String name;
    if (!in.string(name) || !in.literal(':') || !member(in, name.raw, message, names)) return false;
    if (in.peek() != ',') break;
    in.literal(',');
  }
  return in.literal('}') && in.at_end() && names.topic.raw.data() != nullptr && names.event.raw.data() != nullptr && names.fit();
}

using Read = bool (*)(JsonScanner&, Message&, Names&);

std::expected<Message, FrameError> decode_with(Read read, std::string_view text, std::string& buffer) {
  if (text.size() > wire::kMaxMessageBytes) return std::unexpected(FrameError::too_big);
  JsonScanner in(text);
  Message message;
  message.join_ref = "null";
  Names names;
  if (!read(in, message, names)) return std::unexpected(fault_of(in, text));
  buffer.clear();
  buffer.reserve(names.topic.raw.size() + names.event.raw.size());
  message.topic = plain(names.topic, buffer);
  message.event = plain(names.event, buffer);
  return message;
}

class Version1 final : public PhoenixWire {
 public:
  std::string_view vsn() const noexcept override { return phoenix::kVersion1; }
  std::expected<Message, FrameError> decode(std::string_view text, std::string& buffer) const override {
    return decode_with(read_object, text, buffer);
  }
  std::expected<Message, FrameError> decode_binary(std::string_view, std::string&) const override {
    return std::unexpected(FrameError::binary);
  }
  void begin(std::string& out, const Address& address, std::string_view event) const override {
    out.append(R"({"topic":)");
    json::write_string(out, address.topic);
    out.append(R"(,"event":)");
    json::write_string(out, event);
    out.append(R"(,"payload":)");
  }
  void end(std::string& out, const Address& address) const override { out.append(R"(,"ref":)").append(address.ref).append("}"); }
};

class Version2 final : public PhoenixWire {
 public:
  std::string_view vsn() const noexcept override { return phoenix::kVersion2; }
  std::expected<Message, FrameError> decode(std::string_view text, std::string& buffer) const override {
    return decode_with(read_array, text, buffer);
  }
  std::expected<Message, FrameError> decode_binary(std::string_view bytes, std::string& buffer) const override {
    return read_phoenix_binary(bytes, buffer);
  }
  void begin(std::string& out, const Address& address, std::string_view event) const override {
    out.append("[").append(address.join_ref).append(",").append(address.ref).append(",");
    json::write_string(out, address.topic);
    out += ',';
    json::write_string(out, event);
    out += ',';
  }
  void end(std::string& out, const Address&) const override { out += ']'; }
};

}  // namespace

const PhoenixWire* phoenix_wire_for(std::string_view vsn) noexcept {
  static constexpr Version1 version1;
  static constexpr Version2 version2;
  if (vsn == phoenix::kVersion1) return &version1;
  return vsn == phoenix::kVersion2 ? &version2 : nullptr;
}

}  // namespace golive::protocol
