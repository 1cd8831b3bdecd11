#include "live/view.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/clock.h"
#include "base/log_context.h"
#include "base/log_limit.h"
#include "base/loop.h"
#include "base/prefetch.h"
#include "base/ticker.h"
#include "base/worker_pool.h"
#include "golive/component.h"
#include "golive/log.h"
#include "live/connection.h"
#include "live/frame_batch.h"
#include "live/mailbox.h"
#include "live/runtime.h"
#include "live/view_id.h"
#include "live/view_run.h"
#include "live/view_timer.h"
#include "protocol/close_code.h"

namespace golive::live {
namespace {

// Answers and page events that a browser has not read; more, and its connection is closed (1008).
constexpr std::size_t kMaxWaitingBytes = 1024 * 1024;
// Callbacks that a blocking view has not begun; beyond, a message is dropped.
constexpr std::size_t kMaxLaneWork = 1024;
// Bytes of their events, of which each counts for some more; beyond, an event closes the connection (1008). Messages are not the browser's
// fault, so it is not closed for them.
constexpr std::size_t kMaxLaneBytes = 1024 * 1024;
constexpr std::size_t kEventBytes = kMaxLaneBytes / kMaxLaneWork;
// A push that follows the one before so closely is one of many.
constexpr std::chrono::milliseconds kSoon{25};

// Whose visit it is, for the limits of parked views.
ParkingOwner owner_of(const View::Visit& visit) {
  const security::SessionState* const session = security::SessionState::of(visit.session);
  return {.session = session == nullptr ? 0 : security::short_form(session->id()),
          .address = visit.peer.empty() ? 0 : std::hash<std::string>{}(visit.peer)};
}

}  // namespace

View::View(Runtime& runtime, const LiveRoute& route, std::uint64_t number)
    : runtime_(runtime),
      route_(route),
      rate_(runtime.settings().events, runtime.loop().ticker().now_ms()),
      socket_(*this),
      id_(format_view_id(runtime.loop().index(), number)),
      core_(route, runtime.settings(), runtime.counters(), runtime.shared_parts(), socket_, number),
      number_(number) {
  if (!route.blocking) return;
  lane_ = std::make_unique<Lane>(runtime.workers());
  // Made here because a worker must not make it while the loop ends the view.
  mailbox_ = std::make_shared<Mailbox>(*this, runtime.loop(), runtime.settings().mailbox, runtime.shared_counters());
}

View::~View() {
  if (mailbox_ != nullptr) mailbox_->close();
}

void View::prefetch_transport() const noexcept {
  if (connection_ != nullptr) connection_->prefetch_transport();
}

void View::prefetch_parts() const noexcept {
  if (lane_ != nullptr) return;  // a worker may be changing them
  prefetch(connection_, Connection::kSendBytes);
  core_.prefetch_parts();
}

void View::serve(Visit visit, bool park, std::move_only_function<void(Page)> done) {
  struct Served {
    Page page;
    std::size_t bytes = 0;
  };
  const auto served = std::make_shared<Served>();
  const ParkingOwner owner = owner_of(visit);
  run(
      [this, served, visit = std::move(visit)](Core& core) mutable {
        const LogContext context(LogContext::Fields{{{"request", visit.request_id}}});
        peer_ = std::move(visit.peer);
        mount(core, visit);
        Page& page = served->page;
        page.redirect = core.redirect();
        page.session = core.session();
        if (page.redirect.empty()) page.digest = core.write_page(page.markup);
        page.failure = core.take_failure();
        served->bytes = sizeof(View) + core.bytes();
      },
      [this, served, park, owner, done = std::move(done)](const Core::Status& status) mutable {
        const auto self = shared_from_this();
        Page& page = served->page;
        page.failed = status.failed;
        page.refused_with = status.refused_with;
        const bool waits = park && !ended_ && !page.failed && page.redirect.empty() && !runtime_.stopping();
        if (waits && runtime_.parking().park_served(self, owner, served->bytes)) depend_on(page.session);
        else end(page.failed ? TerminateReason::error : TerminateReason::normal);
        done(std::move(page));
      });
}

void View::depend_on(const Session& session) {
  if (session_ != nullptr) return;
  session_ = security::SessionState::shared(session);
  if (session_ != nullptr) session_->attach(runtime_.loop().shared_from_this(), weak_from_this());
}

void View::on_session(security::SessionNews news) {
  if (ended_) return;
  switch (news) {
    case security::SessionNews::over:
      return session_over();
    case security::SessionNews::renewed:
      return session_renewed();
    case security::SessionNews::aging:
      return session_aging();
  }
}

// After what its callbacks have begun: a logout that sends the browser elsewhere has done so.
void View::session_over() {
  run([](Core&) {},
      [this](const Core::Status& status) {
        if (ended_) return;
        Connection* const connection = connection_;
        end(TerminateReason::normal);
        if (connection == nullptr) return;
        if (status.navigated) connection->close(CloseCode::normal, "the session is over");
        else connection->refused();
      });
}

// Whoever holds this page showed an id that is void now. The browser comes back with the new one by itself; a stranger has none.
void View::session_renewed() {
  const auto current = std::make_shared<bool>(true);
  run([current](Core& core) { *current = core.session().alive(); },
      [this, current](const Core::Status&) {
        if (!*current && connection_ != nullptr) connection_->close(CloseCode::restart, "the session has a new id");
      });
}

void View::session_aging() {
  if (std::exchange(told_uses_, uses_) == uses_) return;
  session_->touch(unix_seconds());
  run([](Core& core) { core.note_session(); },
      [this](const Core::Status& status) {
        dirty_ = true;
        settle(status);
      });
}

void View::attach_to(Connection& connection) {
  connection_ = &connection;
  ++attachment_;
  runtime_.joined(*this);
  start_watches();
}

void View::detach() {
  if (connection_ == nullptr) return;
  connection_ = nullptr;
  ++attachment_;
  runtime_.left(*this);
  stop_watches();
}

// Where callbacks run.
void View::meet(Join& join) {
  connected_ = true;
  peer_ = std::move(join.peer);
  connect_params_ = std::move(join.connect_params);
}

void View::mount(Core& core, Visit& visit) {
  headers_ = &visit.headers;
  core.mount(visit.params, std::move(visit.session), visit.url);
  headers_ = nullptr;
}

void View::join(Connection& connection, Visit visit, Join join) {
  attach_to(connection);
  depend_on(visit.session);
  const protocol::Codec& codec = connection.codec();
  send([this, &codec, visit = std::move(visit), join = std::move(join)](Core& core, std::string& out) mutable {
    const LogContext context(LogContext::Fields{{{"request", join.request_id}}});
    meet(join);
    mount(core, visit);
    core.note_session();
    if (!core.redirect().empty()) return core.write_changes(codec, out);
    return core.write_join(codec, join.seen == 0 ? join.shown_digest : 0, join.newest_answered, out);
  });
  call_connected();
}

void View::attach(Connection& connection, Join join) {
  Connection* const older = connection_;
  // Else its browser asks twice on one connection: it is answered twice, and has not come anew.
  const bool comes = older != &connection;
  detach();
  if (older != nullptr && comes) older->replaced();
  attach_to(connection);
  answer_due_ = dirty_ = news_ = full_due_ = hidden_ = false;
  pace_.restart();
  const protocol::Codec& codec = connection.codec();
  const auto frames = std::make_shared<std::vector<std::string>>();
  // The page of a GET is adopted as it is, without being sent again; what has changed since comes with the next frame.
  std::vector<Fed> news = join.seen == 0 ? std::vector<Fed>() : catch_up();
  run(
      [this, &codec, frames, comes, news = std::move(news), join = std::move(join)](Core& core) mutable {
        const LogContext context(LogContext::Fields{{{"request", join.request_id}}});
        if (comes) {
          meet(join);
          core.take_session(std::move(join.session));
        }
        core.feed(news);
        core.write_return(codec, {join.seen, join.shown_digest, join.newest_answered}, *frames);
      },
      [this, frames, attachment = attachment_](const Core::Status& status) {
        if (attachment == attachment_ && !status.failed)
          for (const std::string& frame : *frames) connection_->send(frame);
        settle(status);
      });
  if (!comes) return;
  runtime_.counters().resumes.add();
  call_connected();
}

void View::call_connected() {
  if (ended_ || route_.type->connected == nullptr) return;
  dirty_ = true;
  run([](Core& core) { core.connected(); }, [this](const Core::Status& status) { settle(status); });
}

void View::lost() {
  const auto self = shared_from_this();
  detach();
  if (runtime_.stopping()) return end(TerminateReason::shutdown);
  // What a worker may be changing is not counted.
  const std::size_t bytes = sizeof(View) + (lane_ == nullptr ? core_.bytes() : route_.type->size);
  run([this](Core&) { connected_ = false; }, [](const Core::Status&) {});
  runtime_.parking().park_lost(self, bytes);
}

void View::event(std::uint64_t event_id, std::string_view event, std::string_view payload, std::uint64_t seen) {
  answer_due_ = true;
  ++uses_;
  pace_.confirm(seen);
  if (!rate_.take() && !rate_.refill(runtime_.settings().events, runtime_.loop().ticker().now_ms())) return refuse_event(event_id, seen);
  if (lane_ == nullptr) {
    core_.event(event_id, event, payload, seen);
    settle(core_.status());
    return;
  }
  const std::size_t bytes = kEventBytes + event.size() + payload.size();
  if (lane_bytes_ > 0 && lane_bytes_ + bytes > kMaxLaneBytes) {
    connection_->close(CloseCode::policy, "too many events wait for this view");
    return;
  }
  lane_bytes_ += bytes;
  run([event_id, seen, name = std::string(event), json = std::string(payload)](Core& core) { core.event(event_id, name, json, seen); },
      [this, bytes](const Core::Status& status) {
        lane_bytes_ -= bytes;
        answer_due_ = true;  // a frame that was written meanwhile did not contain it
        settle(status);
      });
}

// The page sends more than any person can: it is told so, event by event, and closed when it goes on.
void View::refuse_event(std::uint64_t event_id, std::uint64_t seen) {
  runtime_.counters().over_rate.add();
  static constinit LogLimit limit(LogLevel::warning, "GL0408 a page sends too much");
  if (rate_.debt() == 1 && limit.passes()) log(LogLevel::warning, "GL0408 a page sends too much", {{"view", id_}});
  if (rate_.debt() > runtime_.settings().events.at_once / 2) return connection_->close(CloseCode::policy, "too many events");
  run([event_id, seen](Core& core) { core.turn_away(event_id, seen); },
      [this](Core::Status status) {
        answer_due_ = true;
        settle(status);
      });
}

void View::confirm(std::uint64_t seen) {
  if (lane_ == nullptr) core_.confirm(seen);  // else the next event says it
  pace_.confirm(seen);
  if (dirty_ || news_) go_on();
}

void View::hide() {
  hidden_ = true;
  stop_watches();
}

void View::show() {
  hidden_ = false;
  start_watches();
  std::vector<Fed> news = catch_up();
  if (news.empty()) return go_on();
  dirty_ = true;
  run([news = std::move(news)](Core& core) { core.feed(news); }, [this](const Core::Status& status) { settle(status); });
}

void View::deliver(detail::MethodTask&& task, std::move_only_function<void()> taken) {
  if (lane_ == nullptr) {
    core_.deliver(task);
    if (taken) taken();
    dirty_ = true;
    return settle(core_.status());
  }
  if (lane_work_ >= kMaxLaneWork) {
    runtime_.counters().refused_messages.add();
    if (taken) taken();
    return;
  }
  run([task = std::move(task)](Core& core) mutable { core.deliver(task); },
      [this, taken = std::move(taken)](const Core::Status& status) mutable {
        if (taken) taken();
        dirty_ = true;
        settle(status);
      });
}

void View::resend() {
  full_due_ = true;
  flush();
}

void View::drained() { go_on(); }

template <class Write>
void View::send(Write&& write, FrameBatch* batch) {
  if (lane_ == nullptr) {
    std::string& out = runtime_.loop().scratch();
    const bool wrote = write(core_, out);
    const Core::Status status = core_.status();
    if (status.failed) return fail(status);
    has_word_ = status.has_word;
    if (!wrote) return;
    pace_.sent(status.seq, out.size(), status.asked);
    if (batch != nullptr) batch->add(*connection_, out);
    else connection_->send(out);
    if (!status.more) return;
    news_ = true;
    return go_on();
  }
  writing_ = true;
  const auto frame = std::make_shared<std::string>();
  run(
      [frame, write = std::forward<Write>(write)](Core& core) mutable {
        if (!write(core, *frame)) frame->clear();
      },
      [this, frame, attachment = attachment_](const Core::Status& status) {
        writing_ = false;
        if (attachment == attachment_ && !status.failed && !frame->empty()) {
          pace_.sent(status.seq, frame->size(), status.asked);
          connection_->send(*frame);
          news_ = news_ || status.more;
        }
        settle(status);
      });
}

void View::push(std::chrono::steady_clock::time_point now, FrameBatch& batch) {
  if (!pace_.is_open()) return;  // goes on with the next confirmation
  const bool ask = pace_.asks(now - last_push < kSoon);
  last_push = now;
  flush(ask, &batch);
}

void View::flush(bool ask, FrameBatch* batch) {
  if (ended_ || connection_ == nullptr || writing_ || connection_->unsent() > 0) return;
  const bool renders = answer_due_ || dirty_;
  if (!renders && !news_ && !full_due_) return;
  answer_due_ = dirty_ = news_ = false;
  const protocol::Codec& codec = connection_->codec();
  if (std::exchange(full_due_, false)) send([&codec](Core& core, std::string& out) { return core.write_full(codec, out); }, batch);
  else if (renders) send([&codec, ask](Core& core, std::string& out) { return core.write_changes(codec, out, ask); }, batch);
  else send([&codec, ask](Core& core, std::string& out) { return core.write_news(codec, out, ask); }, batch);
}

// Last of all a callback does: the view may be gone after it.
void View::settle(const Core::Status& status) {
  if (ended_) return;
  if (status.failed) return fail(status);
  if (status.guesses != guesses_) [[unlikely]]
    return guessed(status);
  has_word_ = status.has_word;
  if (status.waiting_bytes <= kMaxWaitingBytes) return go_on();
  if (connection_ == nullptr) end(TerminateReason::timeout);
  else connection_->close(CloseCode::policy, "the answers are not read");
}

// Wrong tags are answered as any refusal; whoever goes on guessing is sent away.
void View::guessed(const Core::Status& status) {
  const auto self = shared_from_this();
  const std::uint32_t count = status.guesses - std::exchange(guesses_, status.guesses);
  const bool too_many = recent_guesses_.add(count, unix_seconds());
  settle(status);
  if (!ended_ && connection_ != nullptr) connection_->guessed(count, too_many);
}

// What is due is sent now, or at the next browser frame. Last of all, like settle().
void View::go_on() {
  if (ended_ || connection_ == nullptr) return;
  if (answer_due_ || full_due_) flush();
  else if ((dirty_ && (!hidden_ || has_word_)) || (news_ && !hidden_)) runtime_.schedule(*this);
}

void View::fail(const Core::Status& status) {
  Connection* const connection = connection_;
  end(TerminateReason::error);
  if (connection == nullptr) return;
  if (status.refused_with != 0) connection->refused();
  else connection->crashed(status.applied);
}

void View::end(TerminateReason reason) {
  if (std::exchange(ended_, true)) return;
  const auto self = shared_from_this();  // its place in the parking may be all that holds it
  cancelled_.store(true, std::memory_order_relaxed);
  detach();
  runtime_.unschedule(*this);
  runtime_.parking().forget(*this);
  if (session_ != nullptr) session_->detach(*this);
  if (mailbox_ != nullptr) mailbox_->close();
  timers_.clear();
  for (const TopicSubscription& subscription : subscriptions_) subscription.topic->unsubscribe(subscription.topic_id);
  subscriptions_.clear();
  watches_.clear();
  if (lane_ == nullptr) core_.terminate(reason);
  else lane_->post([self, reason] { self->core_.terminate(reason); });
}

void View::abandon() {
  core_.abandon();
  end(TerminateReason::shutdown);
}

void View::shut_down() {
  Connection* const connection = connection_;
  end(TerminateReason::shutdown);
  if (connection != nullptr) connection->shut_down();
}

std::shared_ptr<detail::Mailbox> View::mailbox() {
  if (mailbox_ == nullptr)
    mailbox_ = std::make_shared<Mailbox>(*this, runtime_.loop(), runtime_.settings().mailbox, runtime_.shared_counters());
  return mailbox_;
}

View::Standing& View::standing() {
  if (standing_ == nullptr) standing_ = std::make_unique<Standing>();
  return *standing_;
}

std::uint64_t View::add_timer(Duration delay, Duration period, detail::MethodTask task) {
  const bool repeats = period > std::chrono::nanoseconds::zero();
  if (repeats) {
    for (const Standing::Beat& beat : standing().beats)
      if (beat.period == period && beat.method == task.method_id()) return beat.id;
  }
  const std::uint64_t id = next_timer_++;
  if (repeats) standing().beats.push_back({id, period, task.method_id()});
  on_loop([this, id, delay, period, task = std::move(task)]() mutable {
    timers_.push_back(std::make_unique<ViewTimer>(*this, id, delay, period, std::move(task)));
    timers_.back()->start();
  });
  return id;
}

void View::cancel_timer(std::uint64_t timer) {
  if (standing_ != nullptr) std::erase_if(standing_->beats, [timer](const Standing::Beat& beat) { return beat.id == timer; });
  on_loop([this, timer] { std::erase_if(timers_, [timer](const auto& each) { return each->id() == timer; }); });
}

void View::run_timer(std::uint64_t timer, std::shared_ptr<detail::MethodTask> task) {
  run([task = std::move(task)](Core& core) { core.deliver(*task); },
      [this, timer](const Core::Status& status) {
        const auto found = std::ranges::find(timers_, timer, [](const auto& each) { return each->id(); });
        if (found != timers_.end() && !(*found)->again()) timers_.erase(found);
        dirty_ = true;
        settle(status);
      });
}

std::uint64_t View::add_subscription(std::shared_ptr<detail::TopicCore> topic, detail::Deliver call) {
  for (const Standing::Subscribed& each : standing().subscribed)
    if (each.topic == topic.get() && each.call == call) return each.id;
  const std::uint64_t id = next_subscription_++;
  standing().subscribed.push_back({id, topic.get(), call});
  on_loop([this, id, topic = std::move(topic), call]() mutable {
    const std::uint64_t topic_id = topic->subscribe(static_cast<detail::SocketHost*>(this), call);
    subscriptions_.push_back({id, std::move(topic), topic_id});
  });
  return id;
}

void View::unsubscribe(std::uint64_t subscription) {
  if (standing_ != nullptr)
    std::erase_if(standing_->subscribed, [subscription](const Standing::Subscribed& each) { return each.id == subscription; });
  on_loop([this, subscription] {
    const auto found = std::ranges::find(subscriptions_, subscription, &TopicSubscription::id);
    if (found == subscriptions_.end()) return;
    found->topic->unsubscribe(found->topic_id);
    subscriptions_.erase(found);
  });
}

}  // namespace golive::live
