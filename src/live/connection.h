#pragma once
// One browser connection: reads its messages and brings them to its view.
//
// Before the join, which must come within Settings::join_within, only `join`, `ping` and `leave` are taken; a second `join` begins afresh.
// What is not the protocol is answered and ends the connection with the close codes of docs/protocol.md. Threads: the loop that owns the
// transport.
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/prefetch.h"
#include "base/ticker.h"
#include "live/guesses.h"
#include "live/transport.h"
#include "live/visitor.h"
#include "protocol/join_request.h"
#include "protocol/message.h"

namespace golive::protocol {
class Codec;
}

namespace golive::live {

class Runtime;
class View;

class Connection final : public Receiver, private Ticker::Entry {
 public:
  Connection(Runtime& runtime, const protocol::Codec& codec, Transport& transport, Visitor visitor);
  ~Connection() override;

  void on_message(std::string_view message) override;
  void on_binary(std::string_view message) override;
  void on_drained() override;
  void on_closed(std::uint16_t code) override;
  void prefetch_link(int link) const noexcept override;

  // What came is no message: answered, and the connection ends.
  void refuse_frame(protocol::FrameError error);

  // For the view.
  const protocol::Codec& codec() const noexcept { return codec_; }
  void send(std::string_view frame) { transport_.send(frame); }
  std::size_t unsent() const noexcept { return transport_.unsent(); }
  // Of this, and what it points to, send() will look at.
  static constexpr std::size_t kSendBytes = 64;
  void prefetch_transport() const noexcept { prefetch(&transport_, kTransportBytes); }
  void close(std::uint16_t code, std::string_view reason) { transport_.close(code, reason); }
  // The browser has sent `count` wrong tags. Closes if that is too many, of this connection, its address, or the view, which says so.
  void guessed(std::uint32_t count, bool too_many);
  // The view has a newer connection.
  void replaced();
  // The view's mount did not let the browser in: it loads the page afresh, and is told there.
  void refused();
  // The view ended by an exception: the browser is told when to join afresh, and not to send the events up to `applied` again.
  void crashed(std::uint64_t applied);
  // The app stops: the browser is told when to come back.
  void shut_down();

 private:
  static constexpr std::size_t kTransportBytes = 256;

  void on_limit() override;
  void control(const protocol::Message& message);
  void send_pong();
  bool is_addressed(const protocol::Message& message) const noexcept;
  void refuse_address(const protocol::Message& message);
  void join(const protocol::Message& message);
  void attach(const protocol::JoinRequest& request);
  void refuse_join(std::string_view reason);
  void send_error(std::string_view code, std::string_view message);
  bool has_view() const noexcept;

  Transport& transport_;
  const protocol::Codec& codec_;
  Runtime& runtime_;
  std::shared_ptr<View> view_;
  bool pong_due_ = false;
  bool left_ = false;           // the page said goodbye
  bool awaits_rejoin_ = false;  // the view crashed: what the browser sent before it knew is dropped, it sends it again
  Guesses guesses_;
  unsigned crashes_ = 0;  // in a row, each within kCrashMemory of the one before
  std::chrono::steady_clock::time_point last_crash_{};
  Visitor visitor_;
};

}  // namespace golive::live
