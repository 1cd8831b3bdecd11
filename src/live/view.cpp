#include "live/view.h"

#include <algorithm>
#include <utility>

#include "base/loop.h"
#include "base/prefetch.h"
#include "base/worker_pool.h"
#include "golive/component.h"
#include "live/connection.h"
#include "live/mailbox.h"
#include "live/runtime.h"
#include "live/view_id.h"
#include "live/view_timer.h"

namespace golive::live {
namespace {

// Answers and page events that a browser has not read; more, and its connection is closed (1008).
constexpr std::size_t kMaxWaitingBytes = 1024 * 1024;
// Callbacks that a blocking view has not begun, and bytes of their events. Beyond, an event closes the connection (1008) and a message is
// dropped.
constexpr std::size_t kMaxLaneWork = 1024;
constexpr std::size_t kMaxLaneBytes = 1024 * 1024;

}  // namespace

View::View(Runtime& runtime, const LiveRoute& route, std::uint64_t number)
    : runtime_(runtime),
      route_(route),
      core_(route, runtime.settings(), runtime.counters(), socket_),
      socket_(*this),
      number_(number),
      id_(format_view_id(runtime.loop().index(), number)) {
  if (!route.blocking) return;
  lane_ = std::make_unique<Lane>(runtime.workers());
  // Made here because a worker must not make it while the loop ends the view.
  mailbox_ = std::make_shared<Mailbox>(*this, runtime.loop(), runtime.settings().mailbox, runtime.shared_counters());
}

View::~View() {
  if (mailbox_ != nullptr) mailbox_->close();
}

void View::prefetch_parts() const noexcept {
  if (lane_ != nullptr) return;  // a worker may be changing them
  prefetch(connection_, 1);
  core_.prefetch_parts();
}

template <class Work, class After>
void View::run(Work&& work, After&& after) {
  if (lane_ == nullptr) {
    work(core_);
    after(core_.status());
    return;
  }
  ++lane_work_;
  lane_->post([self = shared_from_this(), work = std::forward<Work>(work), after = std::forward<After>(after)]() mutable {
    if (!self->cancelled_.load(std::memory_order_relaxed)) work(self->core_);
    self->runtime_.loop().post([self, status = self->core_.status(), after = std::move(after)]() mutable {
      --self->lane_work_;
      after(status);
    });
  });
}

template <class Action>
void View::on_loop(Action&& action) {
  if (lane_ == nullptr) action();
  else
    runtime_.loop().post([self = shared_from_this(), action = std::forward<Action>(action)]() mutable {
      if (!self->ended_) action();
    });
}

void View::serve(Join join, std::move_only_function<void(Page)> done) {
  const auto page = std::make_shared<Page>();
  run(
      [page, join = std::move(join)](Core& core) {
        core.mount(join.params, join.session, join.url);
        page->redirect = core.redirect();
        if (page->redirect.empty()) page->digest = core.write_page(page->markup);
        page->failed = core.status().failed;
        core.terminate(page->failed ? TerminateReason::error : TerminateReason::normal);
      },
      [this, page, done = std::move(done)](Core::Status) mutable {
        if (mailbox_ != nullptr) mailbox_->close();  // a handle that mount gave away must not outlive this
        done(std::move(*page));
      });
}

void View::join(Connection& connection, Join join) {
  connection_ = &connection;
  connected_ = true;
  peer_ = std::move(join.peer);
  connect_params_ = std::move(join.connect_params);
  runtime_.joined(*this);
  const protocol::Codec& codec = connection.codec();
  send([&codec, join = std::move(join)](Core& core, std::string& out) {
    core.mount(join.params, join.session, join.url);
    if (!core.redirect().empty()) return core.write_changes(codec, out);
    return core.write_join(codec, join.shown_digest, join.newest_answered, out);
  });
  if (ended_ || route_.type->connected == nullptr) return;
  dirty_ = true;
  run([](Core& core) { core.connected(); }, [this](Core::Status status) { settle(status); });
}

void View::event(std::uint64_t event_id, std::string_view event, std::string_view payload) {
  answer_due_ = true;
  if (lane_ == nullptr) {
    core_.event(event_id, event, payload);
    settle(core_.status());
    return;
  }
  const std::size_t bytes = event.size() + payload.size();
  if (lane_work_ >= kMaxLaneWork || lane_bytes_ + bytes > kMaxLaneBytes) {
    connection_->close(1008, "too many events wait for this view");
    return;
  }
  lane_bytes_ += bytes;
  run([event_id, name = std::string(event), json = std::string(payload)](Core& core) { core.event(event_id, name, json); },
      [this, bytes](Core::Status status) {
        lane_bytes_ -= bytes;
        answer_due_ = true;  // a frame that was written meanwhile did not contain it
        settle(status);
      });
}

void View::deliver(detail::MethodTask task, std::move_only_function<void()> taken) {
  if (lane_work_ >= kMaxLaneWork) {
    runtime_.counters().refused_messages.add();
    if (taken) taken();
    return;
  }
  run([task = std::move(task)](Core& core) mutable { core.deliver(task); },
      [this, taken = std::move(taken)](Core::Status status) mutable {
        if (taken) taken();
        dirty_ = true;
        settle(status);
      });
}

void View::resend() {
  full_due_ = true;
  flush();
}

void View::drained() { settle({.failed = false, .waiting_bytes = 0, .applied = 0}); }

template <class Write>
void View::send(Write&& write) {
  if (lane_ == nullptr) {
    std::string& out = runtime_.loop().scratch();
    const bool wrote = write(core_, out);
    if (const Core::Status status = core_.status(); status.failed) crash(status.applied);
    else if (wrote) connection_->send(out);
    return;
  }
  writing_ = true;
  const auto frame = std::make_shared<std::string>();
  run(
      [frame, write = std::forward<Write>(write)](Core& core) mutable {
        if (!write(core, *frame)) frame->clear();
      },
      [this, frame](Core::Status status) {
        writing_ = false;
        if (!ended_ && !status.failed && !frame->empty()) connection_->send(*frame);
        settle(status);
      });
}

void View::flush() {
  if (ended_ || connection_ == nullptr || writing_ || connection_->unsent() > 0) return;
  if (!answer_due_ && !dirty_ && !full_due_) return;
  answer_due_ = dirty_ = false;
  const protocol::Codec& codec = connection_->codec();
  if (std::exchange(full_due_, false)) send([&codec](Core& core, std::string& out) { return core.write_full(codec, out); });
  else send([&codec](Core& core, std::string& out) { return core.write_changes(codec, out); });
}

void View::settle(Core::Status status) {
  if (ended_ || connection_ == nullptr) return;
  if (status.failed) crash(status.applied);
  else if (status.waiting_bytes > kMaxWaitingBytes) connection_->close(1008, "the answers are not read");
  else if (answer_due_ || full_due_) flush();
  else if (dirty_) runtime_.schedule(*this);
}

void View::crash(std::uint64_t applied) {
  Connection* const connection = connection_;
  end(TerminateReason::error);
  if (connection != nullptr) connection->crashed(applied);
}

void View::replaced() {
  Connection* const connection = connection_;
  end(TerminateReason::normal);
  if (connection != nullptr) connection->close(1000, "joined elsewhere");
}

void View::end(TerminateReason reason) {
  if (std::exchange(ended_, true)) return;
  cancelled_.store(true, std::memory_order_relaxed);
  connection_ = nullptr;
  if (mailbox_ != nullptr) mailbox_->close();
  timers_.clear();
  for (const TopicSubscription& subscription : subscriptions_) subscription.topic->unsubscribe(subscription.topic_id);
  subscriptions_.clear();
  runtime_.left(*this);
  if (lane_ == nullptr) core_.terminate(reason);
  else lane_->post([self = shared_from_this(), reason] { self->core_.terminate(reason); });
}

std::shared_ptr<Mailbox> View::mailbox() {
  if (mailbox_ == nullptr)
    mailbox_ = std::make_shared<Mailbox>(*this, runtime_.loop(), runtime_.settings().mailbox, runtime_.shared_counters());
  return mailbox_;
}

std::uint64_t View::add_timer(std::chrono::nanoseconds delay, std::chrono::nanoseconds period, detail::MethodTask task) {
  if (!connected_) return 0;
  const std::uint64_t id = next_timer_++;
  on_loop([this, id, delay, period, task = std::move(task)]() mutable {
    timers_.push_back(std::make_unique<ViewTimer>(*this, id, delay, period, std::move(task)));
    timers_.back()->start();
  });
  return id;
}

void View::cancel_timer(std::uint64_t timer) {
  on_loop([this, timer] { std::erase_if(timers_, [timer](const auto& each) { return each->id() == timer; }); });
}

void View::run_timer(std::uint64_t timer, std::shared_ptr<detail::MethodTask> task) {
  run([task = std::move(task)](Core& core) { core.deliver(*task); },
      [this, timer](Core::Status status) {
        const auto found = std::ranges::find(timers_, timer, [](const auto& each) { return each->id(); });
        if (found != timers_.end() && !(*found)->again()) timers_.erase(found);
        dirty_ = true;
        settle(status);
      });
}

std::uint64_t View::add_subscription(std::shared_ptr<detail::TopicCore> topic, detail::Deliver call) {
  if (!connected_) return 0;
  const std::uint64_t id = next_subscription_++;
  on_loop([this, id, topic = std::move(topic), call]() mutable {
    const std::uint64_t topic_id = topic->subscribe(this, call);
    subscriptions_.push_back({id, std::move(topic), topic_id});
  });
  return id;
}

void View::unsubscribe(std::uint64_t subscription) {
  on_loop([this, subscription] {
    const auto found = std::ranges::find(subscriptions_, subscription, &TopicSubscription::id);
    if (found == subscriptions_.end()) return;
    found->topic->unsubscribe(found->topic_id);
    subscriptions_.erase(found);
  });
}

}  // namespace golive::live
