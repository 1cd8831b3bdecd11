#include "live/native_connection.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "live/runtime.h"
#include "live/view.h"
#include "protocol/wire_keys.h"

namespace golive::live {
namespace {

using protocol::FrameError;
using protocol::FrameHead;
using protocol::Message;

constexpr std::chrono::seconds kCrashMemory{60};

}  // namespace

NativeConnection::NativeConnection(Runtime& runtime, const protocol::FrameCodec& codec, Transport& transport, Visitor visitor)
    : Connection(runtime, codec, transport, std::move(visitor)) {}

void NativeConnection::on_message(std::string_view text) {
  if (!take_message()) return;
  std::string buffer;
  const auto message = frames().decode(text, buffer);
  if (!message) return refuse_frame(message.error());
  if (message->ref == 0) return control(*message, text);
  if (has_view()) {
    if (!is_addressed(*message)) return refuse_address(*message);
    return view().event(message->ref, message->event, message->payload, message->seq);
  }
  if (awaits_rejoin_) return;
  send_error("not_joined", "join before sending events");
  transport().close(CloseCode::policy, "not joined");
}

// No codec has a form for them.
void NativeConnection::on_binary(std::string_view) { refuse_frame(FrameError::binary); }

void NativeConnection::control(const Message& message, std::string_view text) {
  if (has_view()) {
    view().confirm(message.seq);
    if (message.event == wire::kHide) return view().hide();
    if (message.event == wire::kShow) return view().show();
    if (message.event == wire::kResend) return view().resend();
    if (message.event == wire::kConfirm) return;
  }
  if (message.event == wire::kPing) {
    pong_due_ = true;
    return send_pong();
  }
  if (message.event == wire::kLeave) {
    left_ = true;
    return transport().close(CloseCode::normal, "left");
  }
  if (message.event == wire::kJoin) {
    const auto request = protocol::read_join(message.payload);
    if (!request) return refuse_frame(request.error());
    awaits_rejoin_ = false;
    return join(*request, {}, text);
  }
  if (awaits_rejoin_) return;
  send_error("not_joined", "join first");
  transport().close(CloseCode::policy, "not joined");
}

// Like every frame a pong waits until the one before is in the kernel: pings of a browser that reads nothing cost nothing.
void NativeConnection::send_pong() {
  if (transport().unsent() > 0 || !std::exchange(pong_due_, false)) return;
  std::string pong;
  frames().encode_pong(pong, FrameHead{});
  transport().send(pong);
}

// One view a connection, without components inside, is what this server has.
bool NativeConnection::is_addressed(const Message& message) const noexcept {
  return message.target.empty() && (message.topic.empty() || message.topic == view().id());
}

void NativeConnection::refuse_address(const Message& message) {
  runtime().counters().refused_events.add();
  std::string frame;
  frames().encode_error(frame, FrameHead{}, "unknown_target", "no such view or component on this connection", message.ref);
  transport().send(frame);
}

void NativeConnection::tell_refused_join() {
  send_reload({}, wire::kReloadStale);
  transport().close(CloseCode::policy, "stale page");
}

void NativeConnection::refused() {
  send_reload({}, wire::kReloadStale);
  transport().close(CloseCode::normal, "the page says why");
}

void NativeConnection::replaced() {
  let_go();
  transport().close(CloseCode::joined_elsewhere, "joined elsewhere");
}

void NativeConnection::shut_down() {
  send_reload({}, wire::kReloadShutdown, runtime().come_back_after());
  transport().close(CloseCode::going_away, "the server stops");
}

void NativeConnection::crashed(std::uint64_t applied) {
  const auto now = monotonic_now();
  crashes_ = now - last_crash_ < kCrashMemory ? crashes_ + 1 : 1;
  last_crash_ = now;
  awaits_rejoin_ = true;
  send_reload({.ack = applied}, wire::kReloadCrash, std::min<std::uint64_t>(30'000, std::uint64_t{250} << std::min(crashes_ - 1, 7u)));
}

void NativeConnection::tell_refused_frame(FrameError error) { send_error("bad_frame", protocol::describe(error)); }

void NativeConnection::send_error(std::string_view code, std::string_view message) {
  std::string frame;
  frames().encode_error(frame, FrameHead{}, code, message, 0);
  transport().send(frame);
}

void NativeConnection::send_reload(const FrameHead& head, std::string_view reason, std::uint64_t after_ms) {
  std::string frame;
  frames().encode_reload(frame, head, reason, after_ms);
  transport().send(frame);
}

void NativeConnection::on_drained() {
  send_pong();
  Connection::on_drained();
}

void NativeConnection::on_closed(std::uint16_t code) {
  if (left_) end_view();
  Connection::on_closed(code);
}

}  // namespace golive::live
