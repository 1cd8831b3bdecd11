#pragma once
// The browser's side of a WebSocket (RFC 6455) after its handshake: masks what goes, reads what comes.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "testing/stream_end.h"

namespace golive::testing {

class SocketClient {
 public:
  // `unread`: what came behind the handshake.
  SocketClient(std::unique_ptr<StreamEnd> stream, std::string unread) : stream_(std::move(stream)), in_(std::move(unread)) {}

  void send(std::string_view text);
  // The first bytes of its frame: nothing whole may follow.
  void send_part(std::string_view text, std::size_t bytes);
  static std::size_t frame_bytes(std::string_view text) { return frame_of(kText, text).size(); }
  // The next whole message, if it has come. Pings are answered. Throws Failure for what a server must not send.
  bool receive(std::string& message);
  // Of a long message more has gone out, or came with the last receive(): the other end is to go on, and then this one.
  bool go_on();
  // The code that the server closed with, 1006 if it is gone without one; nothing while it is there. After all messages are received.
  std::optional<std::uint16_t> closed() const noexcept { return code_; }
  // As a browser does: a close frame, then the end.
  void close(std::uint16_t code);
  // The network is gone: the server sees the end of the stream without a word.
  void cut() noexcept { stream_->close(); }
  std::uint64_t received_bytes() const noexcept { return received_; }

 private:
  static constexpr unsigned kText = 1;
  struct Frame {
    unsigned opcode;
    bool last;
    std::string_view payload;
  };
  std::optional<Frame> next_frame();
  static std::string frame_of(unsigned opcode, std::string_view payload);
  void write(unsigned opcode, std::string_view payload);
  void take_close(std::string_view payload);

  std::unique_ptr<StreamEnd> stream_;
  std::string in_;
  std::size_t at_ = 0;
  std::string gathered_;
  std::uint64_t received_ = 0;
  bool part_came_ = false;
  std::optional<std::uint16_t> code_;
};

}  // namespace golive::testing
