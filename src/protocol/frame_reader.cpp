#include "protocol/frame_reader.h"

#include "protocol/frame_text.h"
#include "protocol/wire_keys.h"

namespace golive::protocol {
namespace {

// A string, or null for none.
bool optional_string(JsonScanner& scanner, JsonScanner::String& string) {
  return scanner.peek() == 'n' ? scanner.null() : scanner.string(string);
}

struct Strings {
  JsonScanner::String event, target, view;
  bool escaped() const noexcept { return event.escaped || target.escaped || view.escaped; }
};

bool read(JsonScanner& in, Message& message, Strings& strings) {
  if (!in.literal('[') || !in.enter()) return false;
  if (!in.unsigned_integer(message.ref) || !in.literal(',')) return false;
  if (!in.string(strings.event) || !in.literal(',')) return false;
  if (!in.value(message.payload) || !in.literal(',')) return false;
  if (!in.unsigned_integer(message.seq)) return false;
  if (in.peek() == ',' && !(in.literal(',') && optional_string(in, strings.target))) return false;
  if (in.peek() == ',' && !(in.literal(',') && optional_string(in, strings.view))) return false;
  return in.literal(']') && in.at_end();
}

}  // namespace

std::expected<Message, FrameError> read_frame(std::string_view text, std::string& buffer) {
  if (text.size() > wire::kMaxMessageBytes) return std::unexpected(FrameError::too_big);
  JsonScanner in(text);
  Message message;
  Strings strings;
  if (!read(in, message, strings)) return std::unexpected(fault_of(in, text));
  if (strings.escaped()) {
    buffer.clear();
    buffer.reserve(text.size());
  }
  message.event = plain(strings.event, buffer);
  message.target = plain(strings.target, buffer);
  message.topic = plain(strings.view, buffer);
  return message;
}

}  // namespace golive::protocol
