#include "testing/socket_client.h"

#include "golive/testing/failure.h"
#include "protocol/close_code.h"

namespace golive::testing {
namespace {

constexpr unsigned kContinuation = 0;
constexpr unsigned kBinary = 2;
constexpr unsigned kClose = 8;
constexpr unsigned kPing = 9;
constexpr unsigned kPong = 10;

// A test has nothing to hide from proxies, so the mask may be any; this one changes the bytes, so that a server that does not unmask is
// found out.
constexpr unsigned char kMask[4] = {0x37, 0xFA, 0x21, 0x3D};

std::uint64_t number_at(std::string_view bytes, std::size_t count) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < count; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

}  // namespace

std::string SocketClient::frame_of(unsigned opcode, std::string_view payload) {
  std::string frame;
  frame.reserve(payload.size() + 14);
  frame += static_cast<char>(0x80U | opcode);
  const std::size_t size = payload.size();
  const std::size_t digits = size < 126 ? 0 : size < 0x10000 ? 2 : 8;
  frame += static_cast<char>(0x80U | (digits == 0 ? size : digits == 2 ? 126 : 127));
  for (std::size_t i = digits; i > 0; --i) frame += static_cast<char>(size >> (8 * (i - 1)) & 0xFFU);
  for (const unsigned char byte : kMask) frame += static_cast<char>(byte);
  for (std::size_t i = 0; i < size; ++i) frame += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ kMask[i % 4]);
  return frame;
}

void SocketClient::write(unsigned opcode, std::string_view payload) { stream_->write(frame_of(opcode, payload)); }

void SocketClient::send(std::string_view text) { write(kText, text); }

void SocketClient::send_part(std::string_view text, std::size_t bytes) {
  stream_->write(std::string_view(frame_of(kText, text)).substr(0, bytes));
}

void SocketClient::close(std::uint16_t code) {
  const char payload[2] = {static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
  write(kClose, {payload, 2});
  stream_->close();
  code_ = code;
}

std::optional<SocketClient::Frame> SocketClient::next_frame() {
  const std::string_view bytes = std::string_view(in_).substr(at_);
  if (bytes.size() < 2) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes[0]), second = static_cast<unsigned char>(bytes[1]);
  if ((first & 0x70U) != 0 || (second & 0x80U) != 0) throw Failure("the server sent a frame with reserved bits or a mask");
  const std::size_t digits = second == 126 ? 2 : second == 127 ? 8 : 0;
  if (bytes.size() < 2 + digits) return std::nullopt;
  const std::uint64_t size = digits == 0 ? second : number_at(bytes.substr(2), digits);
  if (bytes.size() - 2 - digits < size) return std::nullopt;
  at_ += 2 + digits + size;
  return Frame{first & 0x0FU, (first & 0x80U) != 0, bytes.substr(2 + digits, size)};
}

bool SocketClient::go_on() {
  const std::size_t unsent = stream_->unsent();
  if (unsent > 0) stream_->flush();
  return std::exchange(part_came_, false) || stream_->unsent() < unsent;
}

bool SocketClient::receive(std::string& message) {
  if (at_ > 0) in_.erase(0, at_), at_ = 0;
  const std::size_t kept = in_.size();
  const bool there = stream_->read(in_);
  received_ += in_.size() - kept;
  while (const auto frame = next_frame()) {
    if (frame->opcode == kPing) write(kPong, frame->payload);
    if (frame->opcode == kClose) return take_close(frame->payload), false;
    if (frame->opcode == kBinary) throw Failure("the server sent a binary message where JSON is spoken");
    if (frame->opcode != kText && frame->opcode != kContinuation) continue;
    gathered_ += frame->payload;
    if (!frame->last) continue;
    message = std::exchange(gathered_, {});
    return true;
  }
  part_came_ = in_.size() > kept;
  if (!there && !code_) code_ = CloseCode::abnormal;
  return false;
}

void SocketClient::take_close(std::string_view payload) {
  if (code_) return;
  code_ = payload.size() >= 2 ? static_cast<std::uint16_t>(number_at(payload, 2)) : CloseCode::no_code;
  write(kClose, payload.substr(0, 2));
  stream_->close();
}

}  // namespace golive::testing
