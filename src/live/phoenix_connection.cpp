#include "live/phoenix_connection.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "diff/json.h"
#include "golive/component.h"
#include "live/event_payload.h"
#include "live/runtime.h"
#include "live/view.h"
#include "protocol/phoenix_event.h"
#include "protocol/phoenix_keys.h"
#include "protocol/phoenix_letter.h"

namespace golive::live {
namespace {

using protocol::FrameError;
using protocol::Letter;
using protocol::Message;

// How long a socket without a view may be silent: twice the heartbeat of phoenix.js, as with Phoenix itself.
constexpr std::chrono::seconds kSilence{60};
// Events that a browser has sent without reading an answer; more, and its connection is closed (1008).
constexpr std::size_t kMaxAsked = 10'000;

bool is_null(std::string_view ref) noexcept { return ref == "null"; }

// A page's address may come with scheme and host, as the browser's address bar has it.
std::string without_host(std::string url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos || scheme > url.find_first_of("/?#")) return url;
  const std::size_t path = url.find_first_of("/?#", scheme + 3);
  return path == std::string::npos ? "/" : url.substr(path);
}

void write_name(std::string& out, std::string_view name) { out.append("\"").append(name).append("\":"); }

void write_text(std::string& out, std::string_view name, std::string_view text) {
  write_name(out, name);
  json::write_string(out, text);
}

// Tree or diff, events of the page and the answer of a handler in one object.
void write_page(std::string& out, const Letter& letter, bool with_tree, std::string_view reply) {
  const std::size_t begin = out.size();
  out += '{';
  const auto next = [&](std::string_view name) {
    if (out.size() > begin + 1) out += ',';
    write_name(out, name);
  };
  if (with_tree) {
    if (const std::string_view tree = letter.tree(); tree.size() > 2) out.append(tree, 1, tree.size() - 2);
    bool first = true;
    letter.each(Letter::Item::page_event, [&](std::string_view event) {
      if (std::exchange(first, false)) {
        next(phoenix::kEvents);
        out += '[';
      } else {
        out += ',';
      }
      out += event;
    });
    if (!first) out += ']';
  }
  if (!reply.empty()) {
    next(phoenix::kRoot);
    out += reply;
  }
  out += '}';
}

std::string object_with(std::string_view name, std::string_view json) {
  std::string object = "{";
  write_name(object, name);
  return object.append(json).append("}");
}

std::string redirect_of(const Letter& letter) {
  std::string target;
  letter.each(Letter::Item::redirect, [&](std::string_view json) { target = json; });
  return target;
}

}  // namespace

PhoenixConnection::PhoenixConnection(Runtime& runtime, const protocol::PhoenixWire& wire, Transport& transport, Visitor visitor)
    : Connection(runtime, protocol::phoenix_letters(), transport, std::move(visitor)), wire_(wire) {}

void PhoenixConnection::on_message(std::string_view text) {
  if (!take_message()) return;
  std::string buffer;
  const auto message = wire_.decode(text, buffer);
  if (!message) return refuse_frame(message.error());
  take(*message, text);
}

void PhoenixConnection::on_binary(std::string_view bytes) {
  if (!take_message()) return;
  std::string buffer;
  const auto message = wire_.decode_binary(bytes, buffer);
  if (!message) return refuse_frame(message.error());
  // What may go to another loop with its message goes as text.
  if (message->event == phoenix::kJoin) return refuse_frame(FrameError::not_a_frame);
  take(*message, {});
}

void PhoenixConnection::take(const Message& message, std::string_view text) {
  if (!has_view()) expect_join_within(kSilence);
  if (message.event == phoenix::kHeartbeat || message.event == phoenix::kChannelHeartbeat) return take_beat(message);
  if (message.event == phoenix::kJoin) return take_join(message, text);
  const bool is_here = message.topic == topic_ && has_view();
  if (is_here && !is_null(message.join_ref) && message.join_ref != join_ref_) return;  // of a join that is over
  if (message.event == phoenix::kLeave) return take_leave(message);
  if (!is_here) return refuse({message.join_ref, message.reply_to, message.topic}, phoenix::kUnmatched);
  if (message.event == phoenix::kEvent) return take_event(message);
  take_named(message);
}

void PhoenixConnection::take_join(const Message& message, std::string_view text) {
  // The same message again: a client takes one answer, and a close would be that of the channel it has just joined.
  if (has_view() && message.topic == topic_ && message.join_ref == join_ref_ && message.reply_to == joined_by_) return;
  if (!topic_.empty() && has_view()) {
    push(here(join_ref_), phoenix::kClose, "{}");
    if (message.topic != topic_) end_view();
  }
  topic_ = message.topic;
  join_ref_ = message.join_ref;
  join_reply_ = joined_by_ = message.reply_to;
  asked_.clear();
  newest_ = 0;
  if (!message.topic.starts_with(phoenix::kTopicPrefix)) return refuse_join("no topic of a view");
  auto request = protocol::read_join(message.payload);
  if (!request) return refuse_join("no join token");
  request->url = without_host(std::move(request->url));
  request->seq = request->ack = 0;
  join(*request, message.topic.substr(phoenix::kTopicPrefix.size()), text);
}

void PhoenixConnection::tell_refused_join() {
  end_view();
  end_topic(phoenix::kError, phoenix::kStale);
}

// Asked twice it is answered twice: nothing is there any more, as it should be.
void PhoenixConnection::take_leave(const Message& message) {
  reply({message.join_ref, message.reply_to, message.topic}, true, "{}");
  if (message.topic != topic_ || !has_view()) return;
  end_view();
  end_topic(phoenix::kClose, {});
}

void PhoenixConnection::take_beat(const Message& message) {
  beat_ = std::make_unique<Beat>(std::string(message.topic), std::string(message.join_ref), std::string(message.reply_to));
  send_beat();
}

// Those of a browser that reads nothing cost nothing: the newest waits.
void PhoenixConnection::send_beat() {
  if (beat_ == nullptr || transport().unsent() > 0) return;
  const std::unique_ptr<Beat> beat = std::move(beat_);
  reply({beat->join_ref, beat->ref, beat->topic}, true, "{}");
}

// LiveView's form of an event.
void PhoenixConnection::take_event(const Message& message) {
  const auto event = protocol::read_phoenix_event(message.payload);
  if (!event) return refuse(here(message.reply_to), "bad_event", "the payload of an event is {\"type\",\"event\",\"value\"}");
  if (event->has_component) {
    runtime().counters().refused_events.add();
    return refuse(here(message.reply_to), phoenix::kUnknownTarget, "no such component in this view");
  }
  const auto payload = event_payload(*event);
  if (!payload) return refuse_frame(payload.error());
  run_event(message.reply_to, event->name, *payload);
}

// An event under its own name, or a DOM type that says the name; what the component binds comes first.
void PhoenixConnection::take_named(const Message& message) {
  if (protocol::is_dom_type(message.event) && view().route().type->handlers.find(message.event) == nullptr)
    if (const auto named = protocol::read_named_by_value(message.payload)) return run_event(message.reply_to, named->name, named->payload);
  run_event(message.reply_to, message.event, message.payload);
}

void PhoenixConnection::run_event(std::string_view ref, std::string_view name, std::string_view payload) {
  if (asked_.size() >= kMaxAsked) return transport().close(CloseCode::policy, "the answers are not read");
  asked_.push_back({++newest_, std::string(ref)});
  view().event(newest_, name, payload, 0);
}

void PhoenixConnection::send(std::string_view text) {
  const Letter letter(text);
  if (!join_reply_.empty()) return answer_join(letter);
  answer_events(letter);
}

void PhoenixConnection::answer_join(const Letter& letter) {
  const std::string ref = std::exchange(join_reply_, {});
  if (letter.is_redirect()) return reply(here(ref), false, object_with(phoenix::kRedirect, redirect_of(letter)));
  std::string response = "{";
  write_name(response, phoenix::kRendered);
  write_page(response, letter, true, {});
  reply(here(ref), true, response.append("}"));
}

// The newest event that is answered has the change in its answer, if that is one; else it is pushed first.
void PhoenixConnection::answer_events(const Letter& letter) {
  const auto end = std::ranges::find_if(asked_, [&](const Asked& event) { return event.id > letter.ack(); });
  const std::vector<Asked> answered(asked_.begin(), end);
  asked_.erase(asked_.begin(), end);
  const bool carries = !answered.empty() && !is_null(answered.back().ref) && letter.find(Letter::Item::refusal, answered.back().id).empty();
  if (!carries) {
    std::string page;
    write_page(page, letter, true, {});
    if (letter.is_redirect()) push(here(), phoenix::kRedirect, redirect_of(letter));
    else if (page != "{}") push(here(), phoenix::kDiff, page);
  }
  for (const Asked& event : answered) answer(event, letter, carries && &event == &answered.back());
}

void PhoenixConnection::answer(const Asked& event, const Letter& letter, bool with_tree) {
  if (is_null(event.ref)) return;
  if (const std::string_view refusal = letter.find(Letter::Item::refusal, event.id); !refusal.empty())
    return reply(here(event.ref), false, refusal);
  if (with_tree && letter.is_redirect()) return reply(here(event.ref), true, object_with(phoenix::kRedirect, redirect_of(letter)));
  std::string response = "{";
  write_name(response, phoenix::kDiff);
  write_page(response, letter, with_tree, letter.find(Letter::Item::reply, event.id));
  reply(here(event.ref), true, response.append("}"));
}

void PhoenixConnection::push(const Address& to, std::string_view event, std::string_view payload) {
  std::string message;
  wire_.begin(message, to, event);
  message += payload;
  wire_.end(message, to);
  transport().send(message);
}

void PhoenixConnection::reply(const Address& to, bool ok, std::string_view response) {
  std::string payload = ok ? R"({"status":"ok","response":)" : R"({"status":"error","response":)";
  push(to, phoenix::kReply, payload.append(response).append("}"));
}

void PhoenixConnection::refuse(const Address& to, std::string_view reason, std::string_view message) {
  if (is_null(to.ref)) return;
  std::string response = "{";
  write_text(response, phoenix::kReason, reason);
  if (!message.empty()) {
    response += ',';
    write_text(response, phoenix::kMessage, message);
  }
  reply(to, false, response.append("}"));
}

void PhoenixConnection::end_topic(std::string_view event, std::string_view reason) {
  if (!join_reply_.empty()) {
    refuse(here(join_reply_), reason);
  } else {
    std::string payload = "{";
    if (!reason.empty()) write_text(payload, phoenix::kReason, reason);
    push(here(join_ref_), event, payload.append("}"));
  }
  topic_.clear();
  join_reply_.clear();
  asked_.clear();
  expect_join_within(kSilence);
}

// The channel is over, and the socket stays: a client that connects again by itself would take the view back from the newer one.
void PhoenixConnection::replaced() {
  let_go();
  end_topic(phoenix::kClose, "joined elsewhere");
}

void PhoenixConnection::refused() { end_topic(phoenix::kError, join_reply_.empty() ? phoenix::kStale : phoenix::kReload); }

// The client waits and joins again, as it does when a process of Phoenix ends.
void PhoenixConnection::crashed(std::uint64_t) { end_topic(phoenix::kError, phoenix::kCrash); }

void PhoenixConnection::shut_down() { transport().close(CloseCode::restart, "the server stops"); }

// There is no topic to say it to; the close says it.
void PhoenixConnection::tell_refused_frame(FrameError) {}

void PhoenixConnection::on_drained() {
  send_beat();
  Connection::on_drained();
}

}  // namespace golive::live
