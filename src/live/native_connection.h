#pragma once
// A connection of the protocol golive1 (docs/protocol.md).
//
// Before the join only `join`, `ping` and `leave` are taken. What is not the protocol is answered and ends the connection.
#include <chrono>

#include "live/connection.h"
#include "protocol/codec.h"

namespace golive::live {

class NativeConnection final : public Connection {
 public:
  NativeConnection(Runtime& runtime, const protocol::FrameCodec& codec, Transport& transport, Visitor visitor);

  void on_message(std::string_view message) override;
  void on_binary(std::string_view message) override;
  void on_drained() override;
  void on_closed(std::uint16_t code) override;

  void send(std::string_view frame) override { transport().send(frame); }
  void replaced() override;
  void refused() override;
  void crashed(std::uint64_t applied) override;
  void shut_down() override;

 private:
  const protocol::FrameCodec& frames() const noexcept { return static_cast<const protocol::FrameCodec&>(codec()); }
  std::string_view vsn() const noexcept override { return frames().vsn(); }
  void control(const protocol::Message& message, std::string_view text);
  void send_pong();
  bool is_addressed(const protocol::Message& message) const noexcept;
  void refuse_address(const protocol::Message& message);
  void tell_refused_join() override;
  void tell_refused_frame(protocol::FrameError error) override;
  void send_error(std::string_view code, std::string_view message);
  void send_reload(const protocol::FrameHead& head, std::string_view reason, std::uint64_t after_ms = 0);

  bool pong_due_ = false;
  bool left_ = false;           // the page said goodbye
  bool awaits_rejoin_ = false;  // the view crashed: what the browser sent before it knew is dropped, it sends it again
  unsigned crashes_ = 0;        // in a row, each within kCrashMemory of the one before
  std::chrono::steady_clock::time_point last_crash_{};
};

}  // namespace golive::live
