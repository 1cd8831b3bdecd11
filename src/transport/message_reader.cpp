#include "transport/message_reader.h"

#include <utility>

#include "base/utf8.h"

namespace golive::transport {
namespace {

// NUL is a character of UTF-8, although no page may show it.
bool is_utf8(std::string_view text) noexcept {
  for (;;) {
    text.remove_prefix(valid_prefix(text));
    if (text.empty()) return true;
    if (text.front() != '\0') return false;
    text.remove_prefix(1);
  }
}

// RFC 6455 section 7.4: codes that may stand in a close frame.
bool may_be_sent(std::uint16_t code) noexcept {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

}  // namespace

void MessageReader::feed(std::span<char> bytes, Sink& sink) {
  if (ended_) return;
  if (partial_.empty()) {
    const std::size_t used = read_frames(bytes, sink);
    if (!ended_) partial_.assign(bytes.data() + used, bytes.size() - used);
    return;
  }
  partial_.append(bytes.data(), bytes.size());
  const std::size_t used = read_frames(partial_, sink);
  if (used == 0 && !ended_) return;
  // The room of a big frame is given back with it.
  partial_ = ended_ ? std::string() : partial_.substr(used);
}

std::size_t MessageReader::read_frames(std::span<char> bytes, Sink& sink) {
  std::size_t used = 0;
  while (!ended_) {
    const std::span<char> rest = bytes.subspan(used);
    const auto header = read_header({rest.data(), rest.size()});
    if (!header) break;
    if (!check(*header, sink)) {
      ended_ = true;
      break;
    }
    if (rest.size() - header->size < header->length) break;
    const auto length = static_cast<std::size_t>(header->length);
    ended_ = !take(*header, rest.subspan(header->size, length), sink);
    used += header->size + length;
  }
  return used;
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
      if (!fragmented_) return refuse(CloseCode::protocol_error, "a continuation of nothing");
      break;
    case Opcode::text:
    case Opcode::binary:
      if (fragmented_) return refuse(CloseCode::protocol_error, "a new message within another");
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
  if (header.length > message_bytes_ - message_.size()) return refuse(CloseCode::too_big, "the message is too big");
  return true;
}

bool MessageReader::take(const FrameHeader& header, std::span<char> payload, Sink& sink) {
  apply_mask(payload, header.mask);
  const std::string_view text(payload.data(), payload.size());
  switch (static_cast<Opcode>(header.opcode)) {
    case Opcode::close:
      take_close(text, sink);
      return false;
    case Opcode::ping:
      return sink.on_ping(text);
    case Opcode::pong:
      return sink.on_pong();
    default:
      return take_data(header, text, sink);
  }
}

bool MessageReader::take_data(const FrameHeader& header, std::string_view payload, Sink& sink) {
  if (!fragmented_) binary_ = header.opcode == static_cast<std::uint8_t>(Opcode::binary);
  if (!fragmented_ && header.final) return deliver(payload, sink);
  fragmented_ = !header.final;
  message_.append(payload);
  if (fragmented_) return true;
  return deliver(std::exchange(message_, {}), sink);
}

bool MessageReader::deliver(std::string_view message, Sink& sink) const {
  if (binary_) return sink.on_binary(message);
  if (is_utf8(message)) return sink.on_text(message);
  sink.on_violation(CloseCode::invalid_text, "the message is not UTF-8");
  return false;
}

void MessageReader::take_close(std::string_view payload, Sink& sink) {
  if (payload.empty()) return sink.on_close(CloseCode::no_code);
  if (payload.size() == 1) return sink.on_violation(CloseCode::protocol_error, "a close code of one byte");
  const auto code = static_cast<std::uint16_t>(static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]));
  if (!may_be_sent(code)) return sink.on_violation(CloseCode::protocol_error, "a close code that must not be sent");
  if (!is_utf8(payload.substr(2))) return sink.on_violation(CloseCode::invalid_text, "the reason is not UTF-8");
  sink.on_close(code);
}

}  // namespace golive::transport
