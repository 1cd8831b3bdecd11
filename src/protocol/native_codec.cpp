#include "protocol/native_codec.h"

#include <cassert>

#include "diff/json.h"
#include "protocol/frame_reader.h"
#include "protocol/wire_keys.h"

namespace golive::protocol {
namespace {

char letter(FrameKind kind) noexcept {
  switch (kind) {
    case FrameKind::full:
      return wire::kKindFull;
    case FrameKind::skeleton:
      return wire::kKindSkeleton;
    case FrameKind::diff:
      return wire::kKindDiff;
    case FrameKind::reply:
      break;
  }
  return wire::kKindReply;
}

std::string_view body_key(FrameKind kind) noexcept { return kind == FrameKind::diff ? wire::kDiff : wire::kTree; }

// [seq,ack,"k",
void write_head(std::string& out, const FrameHead& head, char kind) {
  out += '[';
  json::write_unsigned(out, head.seq);
  out += ',';
  json::write_unsigned(out, head.ack);
  out.append({',', '"', kind, '"', ','});
}

void write_tail(std::string& out, const FrameHead& head) {
  if (!head.view.empty()) {
    out += ',';
    json::write_string(out, head.view);
  }
  out += ']';
}

void write_name(std::string& out, std::string_view name) { out.append("\"").append(name).append("\":"); }

void write_text(std::string& out, std::string_view name, std::string_view text) {
  write_name(out, name);
  json::write_string(out, text);
}

void write_error(std::string& out, std::string_view code, std::string_view message) {
  out += '{';
  write_text(out, wire::kCode, code);
  out += ',';
  write_text(out, wire::kMessage, message);
}

void next_member(Frame& frame, std::string_view name) {
  frame.out += frame.has_members ? ',' : '{';
  frame.has_members = true;
  write_name(frame.out, name);
}

void close_group(Frame& frame) {
  if (frame.group == Frame::Group::none) return;
  frame.out += frame.group == Frame::Group::events ? ']' : '}';
  frame.group = Frame::Group::none;
}

// Goes on with the group that is open or opens it.
void continue_group(Frame& frame, Frame::Group group, std::string_view name) {
  if (frame.group == group) {
    frame.out += ',';
    return;
  }
  close_group(frame);
  next_member(frame, name);
  frame.out += group == Frame::Group::events ? '[' : '{';
  frame.group = group;
}

void write_event_id(std::string& out, std::uint64_t event_id) {
  out += '"';
  json::write_unsigned(out, event_id);
  out.append("\":");
}

}  // namespace

std::string_view NativeCodec::vsn() const noexcept { return wire::kVersion; }

std::expected<Message, FrameError> NativeCodec::decode(std::string_view text, std::string& buffer) const {
  return read_frame(text, buffer);
}

void NativeCodec::begin(Frame& frame, FrameKind kind) const {
  write_head(frame.out, frame.head, letter(kind));
  frame.kind = kind;
  frame.payload_at = frame.out.size();
  frame.kind_at = frame.payload_at - 3;
  if (kind != FrameKind::reply) next_member(frame, body_key(kind));
}

void NativeCodec::change_kind(Frame& frame, FrameKind kind) const {
  frame.out[frame.kind_at] = letter(kind);
  if (kind == FrameKind::reply) {
    assert(frame.group == Frame::Group::none);
    frame.out.resize(frame.payload_at);
    frame.has_members = false;
  } else {
    assert(frame.kind != FrameKind::reply);
    static_assert(wire::kDiff.size() == 1 && wire::kTree.size() == 1);
    frame.out[frame.payload_at + 2] = body_key(kind)[0];
  }
  frame.kind = kind;
}

void NativeCodec::add_templates(Frame& frame, diff::Templates& sent) const {
  close_group(frame);
  next_member(frame, wire::kTemplates);
  sent.write(frame.out);
}

void NativeCodec::add_reply(Frame& frame, std::uint64_t event_id, std::string_view json) const {
  continue_group(frame, Frame::Group::replies, wire::kReplies);
  write_event_id(frame.out, event_id);
  frame.out.append(json);
}

void NativeCodec::add_refusal(Frame& frame, std::uint64_t event_id, std::string_view code, std::string_view message) const {
  continue_group(frame, Frame::Group::refusals, wire::kRefusals);
  write_event_id(frame.out, event_id);
  write_error(frame.out, code, message);
  frame.out += '}';
}

void NativeCodec::add_page_event(Frame& frame, std::string_view name, std::string_view payload_json) const {
  continue_group(frame, Frame::Group::events, wire::kPageEvents);
  frame.out += '[';
  json::write_string(frame.out, name);
  frame.out += ',';
  frame.out.append(payload_json);
  frame.out += ']';
}

void NativeCodec::add_session(Frame& frame, std::string_view sealed) const {
  close_group(frame);
  next_member(frame, wire::kSession);
  json::write_string(frame.out, sealed);
}

void NativeCodec::ask_ack(Frame& frame) const {
  close_group(frame);
  next_member(frame, wire::kAskAck);
  frame.out += '1';
}

void NativeCodec::end(Frame& frame) const {
  close_group(frame);
  frame.out.append(frame.has_members ? "}" : "null");
  write_tail(frame.out, frame.head);
}

void NativeCodec::encode_navigate(std::string& out, const FrameHead& head, std::string_view url, bool replace,
                                  std::string_view session) const {
  write_head(out, head, wire::kKindNavigate);
  out += '{';
  write_text(out, wire::kTo, url);
  if (replace) {
    out += ',';
    write_name(out, wire::kReplace);
    out.append("true");
  }
  if (!session.empty()) {
    out += ',';
    write_text(out, wire::kSession, session);
  }
  out += '}';
  write_tail(out, head);
}

void NativeCodec::encode_reload(std::string& out, const FrameHead& head, std::string_view reason, std::uint64_t after_ms) const {
  write_head(out, head, wire::kKindReload);
  out += '{';
  write_text(out, wire::kReason, reason);
  if (after_ms != 0) {
    out += ',';
    write_name(out, wire::kAfter);
    json::write_unsigned(out, after_ms);
  }
  out += '}';
  write_tail(out, head);
}

void NativeCodec::encode_error(std::string& out, const FrameHead& head, std::string_view code, std::string_view message,
                               std::uint64_t event_id) const {
  write_head(out, head, wire::kKindError);
  write_error(out, code, message);
  if (event_id != 0) {
    out += ',';
    write_name(out, wire::kId);
    json::write_unsigned(out, event_id);
  }
  out += '}';
  write_tail(out, head);
}

void NativeCodec::encode_pong(std::string& out, const FrameHead& head) const {
  write_head(out, head, wire::kKindPong);
  out.append("null");
  write_tail(out, head);
}

const FrameCodec& native_codec() noexcept {
  static constexpr NativeCodec codec;
  return codec;
}

const FrameCodec* codec_for(std::string_view vsn) noexcept { return vsn == wire::kVersion ? &native_codec() : nullptr; }

}  // namespace golive::protocol
