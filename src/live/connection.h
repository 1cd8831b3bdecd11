#pragma once
// One browser connection: reads its messages and brings them to its view. What all protocols have in common; NativeConnection and
// PhoenixConnection say it in their words.
//
// A join must come within Settings::join_within. A second one that names the same view is answered, but nobody has come; one that names
// another ends the first. A join whose view belongs to another loop takes the whole connection there. Threads: the loop that owns the
// transport.
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/prefetch.h"
#include "base/rate_limit.h"
#include "base/ticker.h"
#include "live/guesses.h"
#include "live/transport.h"
#include "live/visitor.h"
#include "protocol/close_code.h"
#include "protocol/join_request.h"
#include "protocol/message.h"

namespace golive::protocol {
class Codec;
}

namespace golive::live {

class Runtime;
class View;

class Connection : public Receiver, private Ticker::Entry {
 public:
  ~Connection() override;

  // For the `vsn` parameter of a socket; nullptr: this server does not know it.
  static std::unique_ptr<Connection> open(std::string_view vsn, Runtime& runtime, Transport& transport, Visitor visitor);

  void on_drained() override;
  void on_closed(std::uint16_t code) override;
  void prefetch_link(int link) const noexcept override;

  // What came is no message: answered, and the connection ends.
  void refuse_frame(protocol::FrameError error);

  // For the view.
  const protocol::Codec& codec() const noexcept { return codec_; }
  // A frame that the codec has written.
  virtual void send(std::string_view frame) = 0;
  std::size_t unsent() const noexcept { return transport_.unsent(); }
  // Of this, and what it points to, send() will look at.
  static constexpr std::size_t kSendBytes = 64;
  void prefetch_transport() const noexcept { prefetch(&transport_, kTransportBytes); }
  void close(std::uint16_t code, std::string_view reason) { transport_.close(code, reason); }
  // The browser has sent `count` wrong tags. Closes if that is too many, of this connection, its address, or the view, which says so.
  void guessed(std::uint32_t count, bool too_many);
  // The view has a newer connection.
  virtual void replaced() = 0;
  // The view's mount did not let the browser in, or its session is over: it loads the page afresh, and is told there.
  virtual void refused() = 0;
  // The view ended by an exception: the browser is told to join afresh, and not to send the events up to `applied` again.
  virtual void crashed(std::uint64_t applied) = 0;
  // The app stops: the browser is told to come back.
  virtual void shut_down() = 0;

 protected:
  Connection(Runtime& runtime, const protocol::Codec& codec, Transport& transport, Visitor visitor);

  // Asked for each message first. False: too many have come, and the connection ends.
  bool take_message() { return rate_.take() || is_refilled() || (end_storm(), false); }
  // What `message` asks for; `view_id`: the id it names the view by, empty if it names none.
  void join(const protocol::JoinRequest& request, std::string_view view_id, std::string_view message);
  // Counts and logs it, and tells the browser.
  void refuse_join(std::string_view reason);
  virtual void tell_refused_join() = 0;
  virtual void tell_refused_frame(protocol::FrameError error) = 0;

  bool has_view() const noexcept;
  View& view() const noexcept { return *view_; }
  // The page said goodbye, or has another connection: the view is let go.
  void end_view();
  void let_go() noexcept { view_.reset(); }
  // Closes if no join has come by then.
  void expect_join_within(std::chrono::milliseconds limit);
  Runtime& runtime() const noexcept { return runtime_; }
  Transport& transport() const noexcept { return transport_; }

 private:
  static constexpr std::size_t kTransportBytes = 256;

  virtual std::string_view vsn() const noexcept = 0;
  void on_limit() override;
  bool is_refilled() noexcept;
  void end_storm();
  bool may_join() const;
  void put_off();
  void hand_over(std::uint32_t loop, std::string_view message);

  Transport& transport_;
  const protocol::Codec& codec_;
  Runtime& runtime_;
  std::shared_ptr<View> view_;
  RateLimit rate_;  // of messages
  Guesses guesses_;
  Visitor visitor_;
};

}  // namespace golive::live
