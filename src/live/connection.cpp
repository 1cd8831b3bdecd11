#include "live/connection.h"

#include <utility>

#include "base/address_quota.h"
#include "base/clock.h"
#include "base/log_limit.h"
#include "base/loop.h"
#include "golive/component.h"
#include "golive/log.h"
#include "live/native_connection.h"
#include "live/phoenix_connection.h"
#include "live/runtime.h"
#include "live/view.h"
#include "live/view_id.h"
#include "protocol/codec.h"
#include "protocol/phoenix_wire.h"
#include "security/join_check.h"

namespace golive::live {
namespace {

using protocol::FrameError;

// Codes this server closes with when a browser breaks the protocol: coming back to the same view would do it again. A message that was too
// big (1009) is not among them: the page takes it back and comes to its view without it, while a fresh one would be sent it again.
bool is_verdict(std::uint16_t code) noexcept { return code == 1002 || code == 1003 || code == 1007 || code == 1008; }

}  // namespace

std::unique_ptr<Connection> Connection::open(std::string_view vsn, Runtime& runtime, Transport& transport, Visitor visitor) {
  if (const auto* const codec = protocol::codec_for(vsn))
    return std::make_unique<NativeConnection>(runtime, *codec, transport, std::move(visitor));
  if (const auto* const wire = protocol::phoenix_wire_for(vsn))
    return std::make_unique<PhoenixConnection>(runtime, *wire, transport, std::move(visitor));
  return nullptr;
}

Connection::Connection(Runtime& runtime, const protocol::Codec& codec, Transport& transport, Visitor visitor)
    : transport_(transport),
      codec_(codec),
      runtime_(runtime),
      rate_(runtime.settings().events.twice(), runtime.loop().ticker().now_ms()),
      visitor_(std::move(visitor)) {
  expect_join_within(std::chrono::duration_cast<std::chrono::milliseconds>(runtime.settings().join_within));
}

Connection::~Connection() = default;

void Connection::expect_join_within(std::chrono::milliseconds limit) {
  Ticker& ticker = runtime_.loop().ticker();
  ticker.set(*this, ticker.ticks(limit));
}

void Connection::on_limit() { transport_.close(CloseCode::policy, "no join came"); }

bool Connection::has_view() const noexcept { return view_ != nullptr && !view_->ended(); }

bool Connection::is_refilled() noexcept { return rate_.refill(runtime_.settings().events.twice(), runtime_.loop().ticker().now_ms()); }

// Events have been refused one by one before (View::refuse_event); whoever comes here sends what needs no answer, or reads none.
void Connection::end_storm() {
  runtime_.counters().over_rate.add();
  static constinit LogLimit limit(LogLevel::warning, "GL0408 a page sends too much");
  if (limit.passes()) log(LogLevel::warning, "GL0408 a page sends too much", {{"peer", visitor_.peer}});
  transport_.close(CloseCode::policy, "too many messages");
}

void Connection::end_view() {
  if (has_view()) view_->end(TerminateReason::normal);
  view_.reset();
}

void Connection::join(const protocol::JoinRequest& request, std::string_view view_id, std::string_view message) {
  // Each join may be answered with a whole page: only to a browser that has read the one before.
  if (transport_.unsent() > 0) return transport_.close(CloseCode::policy, "joined again without reading");
  if (runtime_.stopping()) return shut_down();
  const Url url = Url::parse(request.url);
  const auto token = security::check_join(runtime_.signer(), request.token, visitor_.session, url.path);
  if (!token) return refuse_join(token.error());
  if (!view_id.empty() && view_id != format_view_id(token->loop, token->view)) return refuse_join("another view");
  if (token->loop != runtime_.loop_index()) return hand_over(token->loop, message);
  if (!may_join()) return put_off();
  Resolver::Target target = runtime_.resolver().resolve(url, visitor_);
  if (target.route == nullptr || target.route->index != token->route) return refuse_join("another route");
  if (target.denied) return refuse_join("denied by middleware");

  runtime_.loop().ticker().clear(*this);
  // A page that stayed open for days, with a view that is still here, comes back to it.
  auto known = runtime_.claim(token->view);
  if (known == nullptr && token->is_expired(unix_seconds())) return refuse_join("expired");
  if (has_view() && view_->number() != token->view) view_->end(TerminateReason::normal);
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

bool Connection::may_join() const {
  AddressQuota* const addresses = runtime_.settings().addresses;
  return addresses == nullptr || addresses->take_join(visitor_.peer, monotonic_ns());
}

// Its address joins too often: the page comes back later, and its view is still there then.
void Connection::put_off() {
  runtime_.counters().refused_joins.add();
  static constinit LogLimit limit(LogLevel::warning, "GL0407 one address joins too often");
  if (limit.passes()) log(LogLevel::warning, "GL0407 one address joins too often", {{"peer", visitor_.peer}});
  transport_.close(CloseCode::try_later, "too many joins from this address");
}

// The view, or its place, is with another loop: so is its connection from now on, which reads the join once more there.
void Connection::hand_over(std::uint32_t loop, std::string_view message) {
  Runtime* const other = runtime_.sibling(loop);
  if (other == nullptr) return refuse_join("another loop");
  end_view();
  runtime_.loop().ticker().clear(*this);
  transport_.move_to(other->loop(),
                     {.make = [other, version = std::string(vsn()), visitor = visitor_](
                                  Transport& transport) mutable { return open(version, *other, transport, std::move(visitor)); },
                      .message = std::string(message)});
}

// A page from before a restart, or kept open too long: a fresh one joins.
void Connection::refuse_join(std::string_view reason) {
  runtime_.counters().refused_joins.add();
  static constinit LogLimit limit(LogLevel::info, "GL0403 join refused");
  if (limit.passes()) log(LogLevel::info, "GL0403 join refused", {{"reason", reason}, {"peer", visitor_.peer}});
  tell_refused_join();
}

void Connection::guessed(std::uint32_t count, bool too_many) {
  const std::int64_t now = unix_seconds();
  const bool of_connection = guesses_.add(count, now);
  const bool of_address = runtime_.settings().guesses->add(visitor_.peer, count, now);
  if (!too_many && !of_connection && !of_address) return;
  runtime_.counters().guessers.add();
  static constinit LogLimit limit(LogLevel::warning, "GL0406 guesser sent away");
  if (limit.passes()) log(LogLevel::warning, "GL0406 guesser sent away", {{"view", view_->id()}, {"peer", visitor_.peer}});
  transport_.close(CloseCode::policy, "too many wrong tags");
}

void Connection::refuse_frame(FrameError error) {
  runtime_.counters().refused_frames.add();
  static constinit LogLimit limit(LogLevel::info, "GL0404 frame refused");
  if (limit.passes()) log(LogLevel::info, "GL0404 frame refused", {{"reason", protocol::describe(error)}, {"peer", visitor_.peer}});
  tell_refused_frame(error);
  transport_.close(protocol::close_code(error), protocol::describe(error));
}

void Connection::prefetch_link(int link) const noexcept {
  if (view_ == nullptr) return;
  if (link == 3) prefetch(view_.get(), View::kHotBytes);
  else view_->prefetch_parts();
}

void Connection::on_drained() {
  if (has_view()) view_->drained();
}

void Connection::on_closed(std::uint16_t code) {
  if (!has_view()) return;
  if (is_verdict(code)) view_->end(TerminateReason::normal);
  else view_->lost();
}

}  // namespace golive::live
