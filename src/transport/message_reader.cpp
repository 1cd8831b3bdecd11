#include "transport/message_reader.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "protocol/close_code.h"

namespace golive::transport {
namespace {

bool refuse_text(MessageReader::Sink& sink) {
  sink.on_violation(CloseCode::invalid_text, "the message is not UTF-8");
  return false;
}

// RFC 6455 section 7.4: codes that may stand in a close frame.
bool may_be_sent(std::uint16_t code) noexcept {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

}  // namespace

void MessageReader::feed(std::span<char> bytes, Sink& sink) {
  if (!partial_.empty()) finish_partial(bytes, sink);
  const std::size_t used = read_frames(bytes, sink);
  if ((!ended_ || keeps_rest_) && used < bytes.size()) partial_.append(bytes.data() + used, bytes.size() - used);
  if (ended_) gathered_.reset();
}

// What is left of a header or a control frame is at most a hundred bytes: one at a time, so that nothing that follows it is copied.
void MessageReader::finish_partial(std::span<char>& bytes, Sink& sink) {
  while (!ended_ && !bytes.empty()) {
    partial_ += bytes.front();
    bytes = bytes.subspan(1);
    if (read_frame(partial_, sink) == 0) continue;
    std::string().swap(partial_);
    return;
  }
}

std::size_t MessageReader::read_frames(std::span<char> bytes, Sink& sink) {
  std::size_t used = 0;
  while (!ended_ && used < bytes.size()) {
    const std::size_t size = read_frame(bytes.subspan(used), sink);
    if (size == 0) break;
    used += size;
  }
  return used;
}

// A frame, or as much of one as can be taken. 0: more bytes are needed, or reading has ended.
std::size_t MessageReader::read_frame(std::span<char> bytes, Sink& sink) {
  if (gathered_ && gathered_->missing > 0) {
    const std::span<char> piece = bytes.first(static_cast<std::size_t>(std::min<std::uint64_t>(gathered_->missing, bytes.size())));
    apply_mask(piece, gathered_->mask);
    ended_ = !gather({piece.data(), piece.size()}, sink);
    return piece.size();
  }
  const auto header = read_header({bytes.data(), bytes.size()});
  if (!header) return 0;
  if (!check(*header, sink)) {
    ended_ = true;
    return 0;
  }
  std::span<char> payload = bytes.subspan(header->size);
  const bool control = is_control(static_cast<Opcode>(header->opcode));
  if (payload.size() >= header->length) payload = payload.first(static_cast<std::size_t>(header->length));
  else if (control) return 0;
  apply_mask(payload, header->mask);
  ended_ = !(control ? take_control(*header, {payload.data(), payload.size()}, sink)
                     : take_data(*header, {payload.data(), payload.size()}, sink));
  return header->size + payload.size();
}

// All that can be known from the header is, before any of the payload is kept.
bool MessageReader::check(const FrameHeader& header, Sink& sink) const {
  const auto refuse = [&](std::uint16_t code, std::string_view what) {
    sink.on_violation(code, what);
    return false;
  };
  if (header.reserved_bits) return refuse(CloseCode::protocol_error, "reserved bits are set");
  if (!header.masked) return refuse(CloseCode::protocol_error, "the frame is not masked");
  if (!header.minimal) return refuse(CloseCode::protocol_error, "the length is not in its shortest form");
  switch (static_cast<Opcode>(header.opcode)) {
    case Opcode::continuation:
      if (!gathered_) return refuse(CloseCode::protocol_error, "a continuation of nothing");
      break;
    case Opcode::text:
    case Opcode::binary:
      if (gathered_) return refuse(CloseCode::protocol_error, "a new message within another");
      break;
    case Opcode::close:
    case Opcode::ping:
    case Opcode::pong:
      if (!header.final) return refuse(CloseCode::protocol_error, "a control frame in fragments");
      if (header.length > kControlPayloadBytes) return refuse(CloseCode::protocol_error, "a control frame of more than 125 bytes");
      return true;
    default:
      return refuse(CloseCode::protocol_error, "a reserved opcode");
  }
  if (header.length > message_bytes_ - (gathered_ ? gathered_->bytes.size() : 0))
    return refuse(CloseCode::too_big, "the message is too big");
  return true;
}

bool MessageReader::take_control(const FrameHeader& header, std::string_view payload, Sink& sink) {
  switch (static_cast<Opcode>(header.opcode)) {
    case Opcode::ping:
      return sink.on_ping(payload);
    case Opcode::pong:
      return sink.on_pong();
    default:
      take_close(payload, sink);
      return false;
  }
}

bool MessageReader::take_data(const FrameHeader& header, std::string_view payload, Sink& sink) {
  const bool text = static_cast<Opcode>(header.opcode) == Opcode::text;
  if (!gathered_) {
    if (header.final && payload.size() == header.length) {
      if (!text) return sink.on_binary(payload);
      return is_utf8(payload) ? sink.on_text(payload) : refuse_text(sink);
    }
    gathered_ = std::make_unique<Gathered>(text);
  }
  gathered_->last_frame = header.final;
  gathered_->mask = header.mask;
  gathered_->missing = header.length;
  return gather(payload, sink);
}

bool MessageReader::gather(std::string_view piece, Sink& sink) {
  Gathered& message = *gathered_;
  message.bytes.append(piece);
  message.mask = mask_after(message.mask, piece.size());
  message.missing -= piece.size();
  const bool whole = message.last_frame && message.missing == 0;
  if (message.text) {
    message.checked += characters(std::string_view(message.bytes).substr(message.checked));
    const std::string_view rest = std::string_view(message.bytes).substr(message.checked);
    if (!rest.empty() && (whole || !is_cut_character(rest))) return refuse_text(sink);
  }
  if (!whole) return true;
  const std::unique_ptr<Gathered> done = std::move(gathered_);
  return done->text ? sink.on_text(done->bytes) : sink.on_binary(done->bytes);
}

void MessageReader::take_close(std::string_view payload, Sink& sink) {
  if (payload.empty()) return sink.on_close(CloseCode::no_code);
  if (payload.size() == 1) return sink.on_violation(CloseCode::protocol_error, "a close code of one byte");
  const auto code = static_cast<std::uint16_t>(static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]));
  if (!may_be_sent(code)) return sink.on_violation(CloseCode::protocol_error, "a close code that must not be sent");
  if (!is_utf8(payload.substr(2))) return sink.on_violation(CloseCode::invalid_text, "the reason is not UTF-8");
  sink.on_close(code);
}

std::size_t MessageReader::kept() const noexcept {
  const std::size_t inside = std::string().capacity();  // a short text takes no memory of its own
  const std::size_t begun = partial_.capacity() > inside ? partial_.capacity() : 0;
  return begun + (gathered_ ? sizeof(Gathered) + gathered_->bytes.capacity() : 0);
}

}  // namespace golive::transport
