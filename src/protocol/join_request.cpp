#include "protocol/join_request.h"

#include "protocol/json_scanner.h"
#include "protocol/wire_keys.h"

namespace golive::protocol {
namespace {

bool text_member(JsonScanner& in, std::string& out) {
  JsonScanner::String string;
  if (!in.string(string)) return false;
  out.clear();
  unescape(string.raw, out);
  return true;
}

bool params_member(JsonScanner& in, std::string_view& out) {
  const char first = in.peek();
  return (first == '{' || first == 'n') && in.value(out);
}

bool member(JsonScanner& in, std::string_view name, JoinRequest& join) {
  if (name == wire::kToken) return text_member(in, join.token);
  if (name == wire::kUrl) return text_member(in, join.url);
  if (name == wire::kSeq) return in.unsigned_integer(join.seq);
  if (name == wire::kAck) return in.unsigned_integer(join.ack);
  if (name == wire::kParams) return params_member(in, join.params_json);
  return in.value();
}

bool read(JsonScanner& in, JoinRequest& join) {
  if (!in.literal('{') || !in.enter()) return false;
  if (in.peek() == '}') return in.literal('}') && in.at_end();
  for (;;) {
    JsonScanner::String name;
    if (!in.string(name) || !in.literal(':') || !member(in, name.raw, join)) return false;
    if (in.peek() != ',') return in.literal('}') && in.at_end();
    in.literal(',');
  }
}

}  // namespace

std::expected<JoinRequest, FrameError> read_join(std::string_view payload) {
  JsonScanner in(payload);
  JoinRequest join;
  if (!read(in, join) || join.token.empty()) return std::unexpected(FrameError::not_a_frame);
  return join;
}

}  // namespace golive::protocol
