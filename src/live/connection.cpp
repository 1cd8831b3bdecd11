#include "live/connection.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/clock.h"
#include "base/log_limit.h"
#include "base/loop.h"
#include "golive/component.h"
#include "golive/log.h"
#include "live/runtime.h"
#include "live/view.h"
#include "protocol/codec.h"
#include "protocol/wire_keys.h"
#include "security/join_check.h"

namespace golive::live {
namespace {

using protocol::FrameError;
using protocol::FrameHead;
using protocol::Message;

constexpr std::uint16_t kCloseNormal = 1000;
constexpr std::uint16_t kCloseGoingAway = 1001;
constexpr std::uint16_t kClosePolicy = 1008;
constexpr std::uint16_t kCloseJoinedElsewhere = 4409;
constexpr std::chrono::seconds kCrashMemory{60};

// Codes this server closes with when a browser breaks the protocol or a limit: coming back to the same view would do it again.
bool is_verdict(std::uint16_t code) noexcept { return code == 1002 || code == 1003 || (code >= 1007 && code <= 1009); }

}  // namespace

Connection::Connection(Runtime& runtime, const protocol::Codec& codec, Transport& transport, Visitor visitor)
    : transport_(transport), codec_(codec), runtime_(runtime), visitor_(std::move(visitor)) {
  Ticker& ticker = runtime.loop().ticker();
  ticker.set(*this, ticker.ticks(std::chrono::duration_cast<std::chrono::milliseconds>(runtime.settings().join_within)));
}

Connection::~Connection() = default;

void Connection::on_limit() { transport_.close(kClosePolicy, "no join came"); }

bool Connection::has_view() const noexcept { return view_ != nullptr && !view_->ended(); }

void Connection::on_message(std::string_view text) {
  std::string buffer;
  const auto message = codec_.decode(text, buffer);
  if (!message) return refuse_frame(message.error());
  if (message->ref == 0) return control(*message);
  if (has_view()) {
    if (!is_addressed(*message)) return refuse_address(*message);
    return view_->event(message->ref, message->event, message->payload, message->seq);
  }
  if (awaits_rejoin_) return;
  send_error("not_joined", "join before sending events");
  transport_.close(kClosePolicy, "not joined");
}

// No codec has a form for them.
void Connection::on_binary(std::string_view) { refuse_frame(FrameError::binary); }

void Connection::control(const Message& message) {
  if (has_view()) {
    view_->confirm(message.seq);
    if (message.event == wire::kHide) return view_->hide();
    if (message.event == wire::kShow) return view_->show();
  }
  if (message.event == wire::kConfirm) return;
  if (message.event == wire::kPing) {
    pong_due_ = true;
    return send_pong();
  }
  if (message.event == wire::kLeave) {
    left_ = true;
    return transport_.close(kCloseNormal, "left");
  }
  if (message.event == wire::kJoin) return join(message);
  if (message.event == wire::kResend) {
    if (has_view()) return view_->resend();
    if (awaits_rejoin_) return;
  }
  send_error("not_joined", "join first");
  transport_.close(kClosePolicy, "not joined");
}

// Like every frame a pong waits until the one before is in the kernel: pings of a browser that reads nothing cost nothing.
void Connection::send_pong() {
  if (transport_.unsent() > 0 || !std::exchange(pong_due_, false)) return;
  std::string pong;
  codec_.encode_pong(pong, FrameHead{});
  transport_.send(pong);
}

// One view a connection, without components inside, is what this server has.
bool Connection::is_addressed(const Message& message) const noexcept {
  return message.target.empty() && (message.topic.empty() || message.topic == view_->id());
}

void Connection::refuse_address(const Message& message) {
  runtime_.counters().refused_events.add();
  std::string frame;
  codec_.encode_error(frame, FrameHead{}, "unknown_target", "no such view or component on this connection", message.ref);
  transport_.send(frame);
}

void Connection::join(const Message& message) {
  // Each join may be answered with a whole page: only to a browser that has read the one before.
  if (transport_.unsent() > 0) return transport_.close(kClosePolicy, "joined again without reading");
  const auto request = protocol::read_join(message.payload);
  if (!request) return refuse_frame(request.error());
  attach(*request);
}

void Connection::attach(const protocol::JoinRequest& request) {
  if (runtime_.stopping()) return shut_down();
  const Url url = Url::parse(request.url);
  const auto token = security::check_join(runtime_.signer(), request.token, visitor_.session, url.path);
  if (!token) return refuse_join(token.error());
  Resolver::Target target = runtime_.resolver().resolve(url, visitor_);
  if (target.route == nullptr || target.route->index != token->route) return refuse_join("another route");
  if (token->loop != runtime_.loop_index()) return refuse_join("another loop");
  if (target.denied) return refuse_join("denied by middleware");

  runtime_.loop().ticker().clear(*this);
  // A page that stayed open for days, with a view that is still here, comes back to it.
  auto known = runtime_.claim(token->view);
  if (known == nullptr && token->is_expired(unix_seconds())) return refuse_join("expired");
  if (has_view() && view_->number() != token->view) view_->end(TerminateReason::normal);
  awaits_rejoin_ = false;
  View::Join join{.session = visitor_.session,
                  .peer = visitor_.peer,
                  .request_id = std::move(target.request_id),
                  .connect_params = std::string(request.params_json),
                  .seen = request.seq,
                  .shown_digest = token->digest,
                  .newest_answered = request.ack};
  if (known != nullptr) {
    view_ = std::move(known);
    return view_->attach(*this, std::move(join));
  }
  view_ = std::make_shared<View>(runtime_, *target.route, token->view);
  // A worker may mount while this connection goes.
  RequestHeaders headers = target.route->blocking ? RequestHeaders::copy_of(visitor_.headers) : RequestHeaders::of(visitor_.headers);
  view_->join(*this, {.params = std::move(target.params), .session = std::move(target.session), .url = url, .headers = std::move(headers)},
              std::move(join));
}

// A page from before a restart, or kept open too long: a fresh one joins.
void Connection::refuse_join(std::string_view reason) {
  runtime_.counters().refused_joins.add();
  static constinit LogLimit limit(LogLevel::info, "GL0403 join refused");
  if (limit.passes()) log(LogLevel::info, "GL0403 join refused", {{"reason", reason}, {"peer", visitor_.peer}});
  std::string frame;
  codec_.encode_reload(frame, FrameHead{}, wire::kReloadStale, 0);
  transport_.send(frame);
  transport_.close(kClosePolicy, "stale page");
}

void Connection::refused() {
  std::string frame;
  codec_.encode_reload(frame, FrameHead{}, wire::kReloadStale, 0);
  transport_.send(frame);
  transport_.close(kCloseNormal, "the page says why");
}

void Connection::guessed(std::uint32_t count, bool too_many) {
  const std::int64_t now = unix_seconds();
  const bool of_connection = guesses_.add(count, now);
  const bool of_address = runtime_.settings().guesses->add(visitor_.peer, count, now);
  if (!too_many && !of_connection && !of_address) return;
  runtime_.counters().guessers.add();
  static constinit LogLimit limit(LogLevel::warning, "GL0406 guesser sent away");
  if (limit.passes()) log(LogLevel::warning, "GL0406 guesser sent away", {{"view", view_->id()}, {"peer", visitor_.peer}});
  transport_.close(kClosePolicy, "too many wrong tags");
}

void Connection::replaced() {
  view_.reset();
  transport_.close(kCloseJoinedElsewhere, "joined elsewhere");
}

void Connection::shut_down() {
  std::string frame;
  codec_.encode_reload(frame, FrameHead{}, wire::kReloadShutdown, runtime_.come_back_after());
  transport_.send(frame);
  transport_.close(kCloseGoingAway, "the server stops");
}

void Connection::refuse_frame(FrameError error) {
  runtime_.counters().refused_frames.add();
  static constinit LogLimit limit(LogLevel::info, "GL0404 frame refused");
  if (limit.passes()) log(LogLevel::info, "GL0404 frame refused", {{"reason", protocol::describe(error)}, {"peer", visitor_.peer}});
  send_error("bad_frame", protocol::describe(error));
  transport_.close(protocol::close_code(error), protocol::describe(error));
}

void Connection::send_error(std::string_view code, std::string_view message) {
  std::string frame;
  codec_.encode_error(frame, FrameHead{}, code, message, 0);
  transport_.send(frame);
}

void Connection::crashed(std::uint64_t applied) {
  const auto now = std::chrono::steady_clock::now();
  crashes_ = now - last_crash_ < kCrashMemory ? crashes_ + 1 : 1;
  last_crash_ = now;
  awaits_rejoin_ = true;
  const std::uint64_t after_ms = std::min<std::uint64_t>(30'000, std::uint64_t{250} << std::min(crashes_ - 1, 7u));
  std::string frame;
  codec_.encode_reload(frame, FrameHead{.ack = applied}, wire::kReloadCrash, after_ms);
  transport_.send(frame);
}

void Connection::prefetch_link(int link) const noexcept {
  if (view_ == nullptr) return;
  if (link == 3) prefetch(view_.get(), View::kHotBytes);
  else view_->prefetch_parts();
}

void Connection::on_drained() {
  send_pong();
  if (has_view()) view_->drained();
}

void Connection::on_closed(std::uint16_t code) {
  if (!has_view()) return;
  if (left_ || is_verdict(code)) view_->end(TerminateReason::normal);
  else view_->lost();
}

}  // namespace golive::live
