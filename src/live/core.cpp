#include "live/core.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <stdexcept>
#include <utility>

#include "base/clock.h"
#include "base/faults.h"
#include "base/log_limit.h"
#include "base/prefetch.h"
#include "golive/component.h"
#include "golive/error.h"
#include "golive/html.h"
#include "golive/log.h"
#include "golive/payload.h"
#include "golive/render_scope.h"
#include "golive/socket.h"
#include "html/markup_writer.h"
#include "live/pace.h"
#include "protocol/frame_writer.h"
#include "protocol/wire_keys.h"
#include "security/csrf.h"
#include "security/sessions.h"

namespace golive::live {
namespace {

// Of what a browser sent, in the log.
constexpr std::size_t kLoggedBytes = 200;
// Callbacks with a budget from here on are timed by the clock that moves every few milliseconds only: reading it costs 5 ns, the exact one
// 25, and an event reads it four times.
constexpr std::chrono::milliseconds kCoarseBudget{50};

clockid_t callback_clock(std::chrono::nanoseconds budget) noexcept {
  return budget >= kCoarseBudget ? CLOCK_MONOTONIC_COARSE : CLOCK_MONOTONIC;
}

}  // namespace

using protocol::FrameHead;
using protocol::FrameKind;
using protocol::FrameWriter;

Core::Core(const LiveRoute& route, const Settings& settings, Counters& counters, diff::SharedParts& shared, Socket& socket,
           std::uint64_t number)
    : route_(route),
      settings_(settings),
      counters_(counters),
      socket_(socket),
      shared_(route.blocking ? nullptr : &shared),
      component_(nullptr, [](void*) {}),
      memory_(settings.hash_key, settings.development),
      number_(number) {}

Core::~Core() = default;

template <class Call>
bool Core::guarded(std::string_view callback, LogContext::Field subject, Call&& call) {
  if (failed_) return false;
  const LogContext context({{{"component", route_.type->type_name}, {"callback", callback}, subject, {"view", socket_.id()}}});
  const clockid_t clock = callback_clock(route_.time_budget);
  const std::int64_t begin = real_ns(clock);
  try {
    call();
  } catch (const HttpError& error) {
    if (mounting_) report_refusal(error.status());
    else report_failure(callback, error.what());
    return false;
  } catch (const std::exception& error) {
    report_failure(callback, error.what());
    return false;
  } catch (...) {
    report_failure(callback, "an exception that is no std::exception");
    return false;
  }
  if (session_used_) [[unlikely]]
    note_session();
  const std::int64_t taken = real_ns(clock) - begin;
  if (taken > route_.time_budget.count()) [[unlikely]]
    report_slow(taken);
  return true;
}

// The context says where.
void Core::report_failure(std::string_view callback, std::string_view what) {
  failed_ = true;
  if (settings_.development) {
    failure_ = std::make_unique<Failure>(Failure::caught(what));
    failure_->component = route_.type->type_name;
    failure_->callback = callback;
    failure_->view = socket_.id();
  }
  counters_.crashes.add();
  if (settings_.thrown != nullptr) settings_.thrown->emplace_back(std::string(callback) + ": " + std::string(what));
  log(LogLevel::error, "GL0411 view ended by an exception", {{"what", what}});
}

void Core::report_refusal(int status) {
  failed_ = true;
  refused_with_ = static_cast<std::uint16_t>(status);
  log(LogLevel::debug, "page refused", {{"status", status}});
}

void Core::report_slow(std::int64_t nanoseconds) {
  counters_.over_budget.add();
  log(LogLevel::warning, "GL0412 callback over its time budget",
      {{"ms", static_cast<double>(nanoseconds) / 1e6}, {"budget_ms", static_cast<double>(route_.time_budget.count()) / 1e6}});
}

void Core::mount(const Params& params, Session session, const Url& url) {
  const detail::ComponentType& type = *route_.type;
  session_ = std::move(session);
  mounting_ = true;
  guarded("mount", {"path", url.path}, [&] {
    if (fails("view.mount")) throw std::runtime_error("a fault of a test, view.mount");
    component_ = route_.factory();
    if (type.mount != nullptr) type.mount(component_.get(), socket_, params, session_);
    seal_ = ViewSeal::of(route_, settings_, session_, number_);
  });
  mounted_ = !failed_;
  if (mounted_) counters_.mounts.add();
  if (mounted_ && type.handle_params != nullptr)
    guarded("handle_params", {"path", url.path}, [&] { type.handle_params(component_.get(), socket_, params, url); });
  mounting_ = false;
}

void Core::take_session(Session session) {
  session_ = std::move(session);
  note_session();
}

void Core::note_session() {
  session_used_ = false;
  if (security::has_unsent(session_)) outbox().session_due = true;
}

// Empty if what changed has gone another way meanwhile, with an answer to a request.
std::string Core::session_text() {
  return outbox_ != nullptr && outbox_->session_due ? security::post_due(session_, unix_seconds()) : std::string();
}

void Core::write_outbox(FrameWriter& frame) {
  if (outbox_ != nullptr) outbox_->write(frame);
  if (feeds_ != nullptr) feeds_->write(frame);
  more_ = has_news();
  if (outbox_ == nullptr) return;
  if (const std::string text = session_text(); !text.empty()) frame.session(text);
}

void Core::connected() {
  if (route_.type->connected == nullptr) return;
  guarded("connected", {}, [&] { route_.type->connected(component_.get(), socket_); });
}

void Core::event(std::uint64_t id, std::string_view event, std::string_view payload, std::uint64_t seen) {
  answer_due_ = true;
  sent_frames_.confirm(seen);
  if (failed_ || id <= applied_) return;
  applied_ = id;
  counters_.events.add(is_on_loop());
  if (event == wire::kOpenFeed) return open_feed(id, Payload(payload));
  // A tag is not for the log.
  const std::string_view shown = seal_ == nullptr ? event : detail::without_tag(event);
  guarded("event", {"event", shown.substr(0, kLoggedBytes)}, [&] {
    std::string_view binding = event;
    if (seal_ != nullptr) [[unlikely]] {
      if (const auto verdict = seal_->check(binding); verdict != ViewSeal::Verdict::open) return refuse_sealed(id, event, verdict);
    }
    std::string reply;
    const Payload values(payload);
    const auto result = detail::dispatch(*route_.type, component_.get(), socket_, binding, values, reply);
    if (!reply.empty()) outbox().add_reply(id, std::move(reply));
    using Dispatched = detail::DispatchResult::Status;
    if (result.status == Dispatched::unknown_event) refuse(id, "unknown_event", result.message);
    if (result.status == Dispatched::bad_arguments) refuse(id, "bad_arguments", result.message);
  });
}

void Core::turn_away(std::uint64_t id, std::uint64_t seen) {
  answer_due_ = true;
  sent_frames_.confirm(seen);
  if (failed_ || id <= applied_) return;
  applied_ = id;
  outbox().add_refusal(id, "too_many", "the page sends too many events");
}

// Nothing was called. The browser learns the kind of mistake; the reason only in development.
void Core::refuse(std::uint64_t id, std::string_view code, const std::string& reason) {
  counters_.refused_events.add();
  if (settings_.refused != nullptr) settings_.refused->push_back(reason);
  // Refused events of all views; the context says which.
  static constinit LogLimit limit(LogLevel::warning, "GL0401 event refused");
  if (limit.passes()) log(LogLevel::warning, "GL0401 event refused", {{"reason", reason}});
  answer_refusal(id, code, reason);
}

void Core::refuse_sealed(std::uint64_t id, std::string_view event, ViewSeal::Verdict verdict) {
  const bool forged = verdict == ViewSeal::Verdict::forged;
  if (forged) ++guesses_;
  counters_.refused_events.add();
  counters_.refused_seals.add();
  static constinit LogLimit limit(LogLevel::warning, "GL0405 sealed event refused");
  if (limit.passes())
    log(LogLevel::warning, "GL0405 sealed event refused", {{"reason", forged ? "wrong tag" : "no tag"}, {"peer", socket_.peer()}});
  if (settings_.development)
    answer_refusal(id, "not_rendered", Error::of("GL0307", {detail::handler_name(event).substr(0, 40), forged ? "a wrong" : "no"}).what());
  else answer_refusal(id, "not_rendered", {});
}

void Core::answer_refusal(std::uint64_t id, std::string_view code, const std::string& reason) {
  outbox().add_refusal(id, std::string(code),
                       settings_.development ? reason : std::string("the page sent an event this view does not take"));
}

// Only what the view watches: the id comes from a browser.
void Core::open_feed(std::uint64_t id, const Payload& payload) {
  const auto feed = payload.get<std::string>(wire::kFeed);
  if (feed && feeds_ != nullptr && feeds_->open(*feed, payload.get<std::uint64_t>(wire::kFrom).value_or(0))) return;
  refuse(id, "unknown_feed", "the page shows a feed that its view does not watch: call socket.watch(feed) in mount");
}

void Core::offer(std::shared_ptr<const detail::FeedCore> feed) {
  if (feeds_ == nullptr) feeds_ = std::make_unique<PageFeeds>();
  feeds_->offer(std::move(feed));
}

void Core::deliver(detail::MethodTask& task) {
  guarded("message", {}, [&] { task(*route_.type, component_.get(), socket_); });
}

void Core::feed(detail::FeedCall call, const detail::FeedPiece& piece) {
  guarded("watch", {}, [&] { feed_now(call, piece); });
}

void Core::feed(const std::vector<Fed>& news) {
  for (const Fed& fed : news) feed(fed.call, fed.piece);
}

void Core::terminate(TerminateReason reason) {
  if (mounted_) {
    mounted_ = false;
    counters_.terminates.add();
    failed_ = false;  // the last callback runs after a failure too
    if (route_.type->terminate != nullptr) guarded("terminate", {}, [&] { route_.type->terminate(component_.get(), reason); });
  }
  failed_ = true;
  component_.reset();
}

template <class Use>
bool Core::render(diff::Memory* skip, Use&& use) {
  return guarded("render", {}, [&] {
    counters_.renders.add(is_on_loop());
    const security::CsrfScope forms(settings_.csrf, session_, number_);
    {
      const RenderScope scope(skip, settings_.development, shared_);
      detail::render_state.seal = seal_.get();
      use(detail::root_instance(route_.type->render(component_.get())));
    }
    if (shared_ == nullptr) return;
    if (const std::uint64_t rendered = shared_->tidy(); rendered != 0) counters_.shared_renders.add(rendered);
  });
}

std::uint64_t Core::write_page(std::string& markup) {
  const bool done = render(nullptr, [&](const detail::Instance& root) {
    write_markup(root, markup);
    memory_.remember(root);
  });
  const std::uint64_t digest = done ? memory_.digest() : 0;
  // The page may wait for its browser: the digest is all that a join needs.
  memory_ = diff::Memory(settings_.hash_key, settings_.development);
  return digest;
}

bool Core::write_fresh(std::string& markup) const {
  if (failed_ || !mounted_) return false;
  const LogContext context({{{"component", route_.type->type_name}, {"callback", "render"}, {}, {"view", socket_.id()}}});
  const security::CsrfScope forms(settings_.csrf, session_, number_);
  const RenderScope scope;  // with nobody to share, and nothing to skip
  detail::render_state.seal = seal_.get();
  write_markup(detail::root_instance(route_.type->render(component_.get())), markup);
  return true;
}

bool Core::write_join(const protocol::Codec& codec, std::uint64_t shown_digest, std::uint64_t newest_answered, std::string& out) {
  // A client that has applied nothing is another one than was here before, should one have been: it counts its events anew.
  applied_ = newest_answered;
  if (feeds_ != nullptr) feeds_->close();
  asked_ = false;
  return render(nullptr, [&](const detail::Instance& root) {
    memory_.remember(root);
    const bool shown = codec.counts_frames() && memory_.digest() == shown_digest;
    FrameWriter frame(codec, out, FrameHead{.seq = ++seq_, .ack = applied_}, shown ? FrameKind::skeleton : FrameKind::full);
    if (shown) memory_.write_skeleton(root, sent_, frame.body());
    else memory_.write_full(root, sent_, frame.body(), codec.form());
    frame.templates(sent_);
    write_outbox(frame);  // what mount left
    frame.end();
    sent_frames_.skip(seq_);
    answered();
  });
}

bool Core::write_return(const protocol::Codec& codec, const Return& back, std::vector<std::string>& frames) {
  if (failed_) return false;
  std::string frame;
  if (back.seen != 0 && sent_frames_.has_all_after(back.seen)) {
    sent_frames_.each_after(back.seen, [&](std::string_view missed) { frames.emplace_back(missed); });
    answer_due_ = answer_due_ || frames.empty();
    if (write_changes(codec, frame)) frames.push_back(std::move(frame));
    return !failed_;
  }
  // What was under way when the connection broke may have had templates in it.
  sent_ = {};
  const bool as_served = back.seen == 0 && redirect().empty();
  const bool wrote = as_served ? write_join(codec, back.shown_digest, back.newest_answered, frame) : write_full(codec, frame);
  if (wrote) frames.push_back(std::move(frame));
  return wrote;
}

bool Core::write_full(const protocol::Codec& codec, std::string& out) {
  if (!redirect().empty()) return write_changes(codec, out);
  if (feeds_ != nullptr) feeds_->restart();
  asked_ = false;
  const bool done = render(nullptr, [&](const detail::Instance& root) {
    FrameWriter frame(codec, out, FrameHead{.seq = ++seq_, .ack = applied_}, FrameKind::full);
    memory_.write_full(root, sent_, frame.body(), codec.form());
    frame.templates(sent_);
    write_outbox(frame);
    frame.end();
  });
  sent_frames_.skip(seq_);
  if (done) answered();
  return done;
}

diff::Outcome Core::write_diff(diff::Form form, std::string& out) {
  diff::Outcome outcome = diff::Outcome::unchanged;
  render(&memory_, [&](const detail::Instance& root) { outcome = memory_.write_diff(root, sent_, out, form); });
  if (!failed_ && outcome == diff::Outcome::again)
    render(nullptr, [&](const detail::Instance& root) { outcome = memory_.write_diff(root, sent_, out, form); });
  return outcome;
}

bool Core::write_changes(const protocol::Codec& codec, std::string& out, bool ask) {
  asked_ = more_ = false;
  if (failed_) return false;
  if (!redirect().empty()) {
    codec.encode_navigate(out, FrameHead{.seq = ++seq_, .ack = applied_}, redirect(), false, session_text());
    navigated_ = true;
    keep(codec.counts_frames(), out);
    answered();
    return true;
  }
  FrameWriter frame(codec, out, FrameHead{.seq = seq_ + 1, .ack = applied_}, FrameKind::diff);
  const diff::Outcome outcome = write_diff(codec.form(), frame.body());
  if (failed_) return false;
  if (outcome == diff::Outcome::unchanged) {
    if (!answer_due_ && outbox_ == nullptr && !has_news()) return false;
    frame.reply_only();
  }
  if (outcome == diff::Outcome::full) frame.full();
  frame.templates(sent_);
  write_outbox(frame);
  finish(frame, out, ask);
  answered();
  return true;
}

bool Core::write_news(const protocol::Codec& codec, std::string& out, bool ask) {
  asked_ = more_ = false;
  if (failed_ || !has_news()) return false;
  FrameWriter frame(codec, out, FrameHead{.seq = seq_ + 1, .ack = applied_}, FrameKind::reply);
  feeds_->write(frame);
  more_ = has_news();
  finish(frame, out, ask);
  return true;
}

// The end of a frame that can be sent again.
void Core::finish(FrameWriter& frame, std::string& out, bool ask) {
  asked_ = frame.is_counted() && (ask || out.size() >= Pace::kBigFrameBytes);
  if (asked_) frame.ask_ack();
  frame.end();
  ++seq_;
  keep(frame.is_counted(), out);
}

void Core::keep(bool counted, std::string_view frame) {
  if (counted) sent_frames_.add(seq_, frame);
  else sent_frames_.skip(seq_);
}

Outbox& Core::outbox() {
  if (outbox_ == nullptr) outbox_ = std::make_unique<Outbox>();
  return *outbox_;
}

void Core::answered() {
  outbox_.reset();
  answer_due_ = false;
}

std::size_t Core::bytes() const noexcept {
  return route_.type->size + memory_.heap_bytes() + sent_frames_.heap_bytes() + (outbox_ == nullptr ? 0 : outbox_->bytes());
}

void Core::prefetch_parts() const noexcept {
  prefetch(component_.get(), 1);
  memory_.prefetch_root();
  sent_frames_.prefetch_end();
}

void Core::push_event(std::string_view name, std::string_view payload_json) {
  outbox().add_page_event(std::string(name), std::string(payload_json));
}

void Core::redirect_to(std::string_view url) { outbox().redirect = url; }

}  // namespace golive::live
