#include "testing/live_link.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "golive/testing/failure.h"
#include "protocol/close_code.h"
#include "protocol/wire_keys.h"
#include "testing/json_text.h"
#include "testing/world.h"

namespace golive::testing {
namespace {

// As client/src/connect.ts and options.ts have them, in nanoseconds.
constexpr std::int64_t kMs = 1'000'000;
constexpr std::int64_t kReconnect = 250 * kMs;
constexpr std::int64_t kLongestWait = 10'000 * kMs;
constexpr std::int64_t kBusyWait = 1000 * kMs;
constexpr std::int64_t kSteady = 5000 * kMs;
constexpr std::int64_t kAnswer = 3000 * kMs;
constexpr std::int64_t kPong = 4000 * kMs;
constexpr std::int64_t kLongestPatience = 16'000 * kMs;
constexpr unsigned kMostDoublings = 6;

std::string text_of(const boost::json::value& object, std::string_view name) {
  const boost::json::object* const members = object.if_object();
  const boost::json::value* const value = members == nullptr ? nullptr : members->if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::string refusal_text(const boost::json::value& refusal) {
  const std::string code = text_of(refusal, "code"), message = text_of(refusal, "message");
  return message.empty() ? code : code + ": " + message;
}

// _tz and _locale of a browser, and what the test gives, which goes before.
std::string join_params(const std::string& given) {
  boost::json::object params{{"_tz", "UTC"}, {"_locale", "en-US"}};
  if (!given.empty()) {
    boost::system::error_code wrong;
    const boost::json::value value = boost::json::parse(given, wrong);
    if (wrong || !value.is_object()) throw Failure("connect_params is no JSON object: " + given);
    for (const auto& [name, member] : value.as_object()) params[name] = member;
  }
  return boost::json::serialize(params);
}

}  // namespace

LiveLink::LiveLink(Page& page, std::shared_ptr<Visitor> visitor, Document& document, Node root, DocumentListener* listener,
                   Weather& weather, std::string connect_params)
    : page_(page),
      visitor_(std::move(visitor)),
      live_(document, root, listener),
      id_(root.attribute("id").value_or("")),
      token_(root.attribute("data-token").value_or("")),
      connect_params_(join_params(connect_params)),
      weather_(weather) {}

std::int64_t LiveLink::now_ns() const { return visitor_->world().now_ns(); }

std::int64_t LiveLink::next_due_ns() const noexcept {
  if (!online_) return kNever;
  return line_ == nullptr ? due_ns_ : std::min({due_ns_, silent_ns_, line_->next_due_ns()});
}

void LiveLink::connect() {
  wanted_ = true;
  due_ns_ = kNever;
  if (!online_ || line_ != nullptr) return;
  if (weather_.parted_until_ns() > now_ns()) {
    due_ns_ = weather_.parted_until_ns();
    return;
  }
  if (weather_.refuses()) return lost(CloseCode::abnormal);
  std::unique_ptr<StreamEnd> stream;
  HttpAnswer answer = visitor_->open_socket("/live/websocket?vsn=golive1&view=" + id_, stream);
  if (answer.status != 101) return lost(CloseCode::abnormal);
  line_ = std::make_unique<Line>(std::move(stream), std::move(answer.rest), weather_);
  join();
}

void LiveLink::join() {
  state_ = State::joining;
  stopped_ = false;
  transmit(wire::kJoin, R"({"token":)" + json_text(token_) + R"(,"url":)" + json_text(page_.url()) + R"(,"seq":)" +
                            std::to_string(live_.seq()) + R"(,"ack":)" + std::to_string(outbox_.acked()) + R"(,"params":)" +
                            connect_params_ + '}');
}

void LiveLink::transmit(std::string_view control, std::string_view payload_json) {
  if (line_ == nullptr) return;
  line_->send("[0,\"" + std::string(control) + "\"," + std::string(payload_json) + ',' + std::to_string(live_.seq()) + ']', now_ns());
  if (control != wire::kConfirm) expect_answer();
}

void LiveLink::transmit(const Outgoing& outgoing) {
  line_->send('[' + std::to_string(outgoing.id) + ',' + outgoing.text + ',' + std::to_string(live_.seq()) + ']', now_ns());
  expect_answer();
}

// On a network that loses nothing an answer comes, whenever it may.
void LiveLink::expect_answer() {
  if (silent_ns_ == kNever && !weather_.is_calm(now_ns())) silent_ns_ = now_ns() + kAnswer;
}

// True if it is time to ask whether the server is there, or to give the connection up.
bool LiveLink::probe() {
  if (line_ == nullptr || silent_ns_ > now_ns()) return false;
  if (std::exchange(probed_, true)) {
    cut();
    return true;
  }
  calm_down();
  transmit(wire::kPing);
  silent_ns_ = now_ns() + std::min(kLongestPatience, kPong * (failures_ + 1));
  return true;
}

Outgoing& LiveLink::send(std::string_view event, std::string_view payload_json) {
  Outgoing& outgoing = outbox_.add(event, payload_json);
  if (is_joined()) transmit(outgoing);
  return outgoing;
}

bool LiveLink::receive() {
  bool any = line_ != nullptr && line_->bring_up(now_ns());
  if (any) visitor_->world().run();
  if (weather_.is_lossy()) live_.put_up_with_gaps();
  std::string text;
  while (line_ != nullptr && line_->receive(text, now_ns())) {
    any = true;
    silent_ns_ = kNever;
    probed_ = false;
    take(text);
  }
  if (line_ != nullptr && line_->go_on()) any = true;
  if (line_ != nullptr && line_->closed()) {
    any = true;
    const std::uint16_t code = *line_->closed();
    line_.reset();
    lost(code);
  }
  return any;
}

void LiveLink::take(const std::string& text) {
  const Frame frame = read_frame(text);
  if (frame.kind == 'x') return take_reload(frame);
  ++frames_;
  const bool begins = frame.kind == 'f' || frame.kind == 's';
  const bool known = frame.seq != 0 && frame.seq <= live_.seq() && (!begins || is_joined());
  std::uint64_t single = 0;
  if (frame.kind == 'e')
    if (const auto* id = frame.member("id")) single = id->to_number<std::uint64_t>();
  const std::vector<Outgoing> answered = outbox_.take(frame.ack, single);
  for (const Outgoing& outgoing : answered) page_.applied(outgoing);
  page_.keep_edits(frame.kind == 'f' && state_ == State::joining);
  const bool awaited_full = live_.awaits_full();
  if (!known) live_.apply(frame);
  page_.keep_edits(false);
  page_.settle_controls();
  if (live_.awaits_full() && !awaited_full && is_joined()) transmit(wire::kResend);
  if (frame.seq != 0 && state_ == State::joining) joined(begins && frame.seq == 1);
  answer(answered, frame);
  if (frame.kind == 'e' && single == 0) throw Failure("the server cannot read a message: " + refusal_text(frame.payload));
  ack_due_ = ack_due_ || frame.asks_ack();
  if (known) return;
  take_page_events(frame);
  if (const auto* sealed = frame.member("c"); sealed != nullptr && frame.kind != 'e') store_session(sealed->as_string());
  if (frame.kind == 'n') page_.navigate(text_of(frame.payload, "to"));
}

void LiveLink::take_page_events(const Frame& frame) {
  const auto* const events = frame.member("e");
  if (events == nullptr || !events->is_array()) return;
  for (const auto& event : events->as_array())
    page_.pushed({std::string(event.as_array().at(0).as_string()), boost::json::serialize(event.as_array().at(1))});
}

void LiveLink::store_session(std::string_view sealed) {
  const HttpAnswer stored = visitor_->ask({.method = "POST",
                                           .target = "/live/session",
                                           .headers = {{"Content-Type", "text/plain"}, {"Origin", "http://localhost"}},
                                           .body = std::string(sealed)});
  if (stored.status / 100 != 2)
    throw Failure("POST /live/session answered " + std::to_string(stored.status) + ": the session is not stored");
}

void LiveLink::answer(const std::vector<Outgoing>& answered, const Frame& frame) {
  for (const Outgoing& outgoing : answered) {
    LiveLink::Page::Answer answer{
        .number = outgoing.number, .element = outgoing.element, .event = outgoing.event, .reply = "null", .refusal = {}};
    if (const auto* refusal = frame.refusal(outgoing.id)) answer.refusal = refusal_text(*refusal);
    else if (frame.kind == 'e') answer.refusal = refusal_text(frame.payload);
    else if (const auto* reply = frame.reply(outgoing.id)) answer.reply = boost::json::serialize(*reply);
    page_.answered(std::move(answer));
  }
}

void LiveLink::take_reload(const Frame& frame) {
  const std::string reason = text_of(frame.payload, "reason");
  const auto* after = frame.member("after");
  const std::int64_t wait = after == nullptr ? 0 : after->to_number<std::int64_t>() * kMs;
  if (reason == "shutdown") {
    calm_down();
    line_.reset();
    try_later(wait);
    return show_away();
  }
  const bool known = state_ == State::down;  // said twice
  const bool crashed = reason == "crash";
  if (crashed) show_away();
  page_.show_error(live_.root());
  for (const Outgoing& outgoing : outbox_.take(frame.ack)) {
    page_.applied(outgoing);
    page_.answered({.number = outgoing.number, .element = outgoing.element, .event = outgoing.event, .reply = "null", .refusal = reason});
  }
  if (!crashed) {
    if (page_.begins_afresh(reason)) page_.reload();
    else leave(), show_away();
    return;
  }
  if (known) return;
  page_.view_crashed();
  stopped_ = !page_.begins_afresh(reason);
  if (!stopped_) due_ns_ = visitor_->world().now_ns() + wait;
}

// All that is kept was sent on this connection: if the biggest event is not refused, it ends the next one too, and so on.
void LiveLink::refuse_biggest() {
  for (const Outgoing& outgoing : outbox_.take_biggest()) {
    page_.applied(outgoing);
    page_.answered({.number = outgoing.number,
                    .element = outgoing.element,
                    .event = outgoing.event,
                    .reply = "null",
                    .refusal = "too_big: " + std::to_string(outgoing.text.size()) + " bytes are too many for the server"});
  }
}

// Another page holds this view now: this one is loaded afresh.
void LiveLink::give_way() {
  wanted_ = false;
  gives_way_ = page_.is_hidden();
  if (!gives_way_ && page_.begins_afresh("elsewhere")) page_.reload();
}

// On show the page also connects at once, if it waits for that.
void LiveLink::seen() {
  const bool hidden = page_.is_hidden();
  if (is_joined()) transmit(hidden ? wire::kHide : wire::kShow);
  if (hidden) return;
  if (gives_way_) return give_way();
  if (line_ == nullptr && due_ns_ != kNever) due_ns_ = now_ns();
}

void LiveLink::joined(bool fresh) {
  state_ = State::joined;
  joined_ns_ = now_ns();
  if (page_.is_hidden()) seen();
  page_.show_state(live_.root(), "lv-connected");
  if (live_.awaits_full()) transmit(wire::kResend);
  for (const Outgoing& outgoing : outbox_.kept()) {
    transmit(outgoing);
    page_.sent(outgoing);
  }
  const bool first = !was_joined_;
  was_joined_ = true;
  if (fresh || first) page_.recover(live_.root(), outbox_.kept());
}

// A view joined for a while starts the back-off anew.
void LiveLink::calm_down() {
  if (is_joined() && now_ns() - joined_ns_ >= kSteady) failures_ = 0;
}

void LiveLink::show_away() {
  state_ = State::down;
  page_.show_state(live_.root(), "lv-disconnected");
}

void LiveLink::lost(std::uint16_t code) {
  calm_down();
  ack_due_ = false;
  silent_ns_ = kNever;
  probed_ = false;
  if (code == CloseCode::unknown_version) throw Failure("the server does not know this version of the protocol");
  if (code == CloseCode::too_big && is_joined()) refuse_biggest();
  if (code == CloseCode::joined_elsewhere) give_way();
  try_later(code == CloseCode::try_later ? kBusyWait : 0);
  show_away();
}

void LiveLink::try_later(std::int64_t after_ns) {
  const std::int64_t bound = std::min(kLongestWait, kReconnect << std::min(failures_, kMostDoublings));
  ++failures_;
  if (wanted_) due_ns_ = visitor_->world().now_ns() + after_ns + std::max(after_ns, bound);
}

bool LiveLink::run_due() {
  if (ack_due_ && !page_.is_hidden()) {
    ack_due_ = false;
    transmit(wire::kConfirm);
    return true;
  }
  if (probe()) return true;
  if (due_ns_ > visitor_->world().now_ns() || !online_) return false;
  due_ns_ = kNever;
  if (line_ != nullptr) join();
  else connect();
  return true;
}

void LiveLink::cut() {
  if (line_ == nullptr) return;
  line_->cut();
  line_.reset();
  lost(CloseCode::abnormal);
}

void LiveLink::set_online(bool online) {
  online_ = online;
  if (!online) cut();
  else if (wanted_ && line_ == nullptr) connect();
}

void LiveLink::leave() {
  wanted_ = false;
  if (line_ != nullptr) {
    transmit(wire::kLeave);
    line_->bring_up(kNever);
    line_->close(CloseCode::normal);
    line_.reset();
  }
  state_ = State::down;
}

}  // namespace golive::testing
