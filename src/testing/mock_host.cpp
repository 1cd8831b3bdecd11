#include "testing/mock_host.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "base/nearest_name.h"
#include "golive/detail/command_core.h"
#include "golive/error.h"
#include "golive/testing/failure.h"

namespace golive::testing {
namespace {

// Calls of one deliver() or advance() after which it is taken for one that never ends.
constexpr std::size_t kMostCalls = 100'000;

std::string spelled(Duration time) {
  constexpr std::int64_t kMicro = 1'000;
  constexpr std::int64_t kMilli = 1'000'000;
  constexpr std::int64_t kSecond = 1'000'000'000;
  const std::int64_t ns = time.count();
  if (ns % kSecond == 0) return std::to_string(ns / kSecond) + " s";
  if (ns % kMilli == 0) return std::to_string(ns / kMilli) + " ms";
  if (ns % kMicro == 0) return std::to_string(ns / kMicro) + " us";
  return std::to_string(ns) + " ns";
}

// There is no component for a call, or none of its class: what was to be called is still to be called.
struct NotCalled : Failure {
  using Failure::Failure;
};

template <class Call>
void call_on(const MockComponent& component, std::string_view method, Call&& call) {
  if (component.object == nullptr)
    throw NotCalled(std::string(method) + " has no component to run on   make it MockSocket socket(component), or give the component here");
  try {
    call();
  } catch (const Error& error) {
    if (error.id() != "GL0302") throw;
    throw NotCalled(std::string(error.text()) + "\n  the component here is a " + std::string(component.type->type_name));
  }
}

Duration later(Duration now, Duration by) {
  if (by <= Duration::zero()) return now;
  return by >= Duration::max() - now ? Duration::max() : now + by;
}

}  // namespace

MockHost::Command::~Command() {
  if (queue != nullptr) queue->abandon(ticket);
}

MockHost::MockHost(MockSocketOptions options, MockComponent component)
    : options_(std::move(options)), component_(component), connected_(options_.connected), inbox_(options_.mailbox) {
  for (const auto& [name, value] : options_.headers) headers_.add(name, value);
  // Copies show the same values from now on, as they do of a session that has a browser.
  session_.put("", 0);
  session_.erase("");
  if (options_.session) options_.session(session_);
}

MockHost::For::For(MockHost& host, MockComponent component) noexcept : host_(host), outer_(host.component_) {
  if (component.object != nullptr) host_.component_ = component;
}
MockHost::For::~For() { host_.component_ = outer_; }

void MockHost::run(detail::MethodTask& task) {
  call_on(component_, task.method(), [&] { task(*component_.type, component_.object, *socket_); });
}

void MockHost::run(const MockWatches::Call& call) {
  call_on(component_, "the handler of a watch", [&] { call.call(*component_.type, component_.object, *socket_, call.piece); });
}

std::uint64_t MockHost::add_timer(Duration delay, Duration period, detail::MethodTask task) {
  const bool repeats = period > Duration::zero();
  if (repeats) {
    for (const Timer& each : timers_)
      if (each.period == period && each.task->method_id() == task.method_id()) return each.id;
  }
  timers_.push_back({next_timer_, repeats ? period : Duration::zero(), later(now_, delay), next_turn_++,
                     std::make_shared<detail::MethodTask>(std::move(task))});
  return next_timer_++;
}

void MockHost::cancel_timer(std::uint64_t timer) {
  std::erase_if(timers_, [timer](const Timer& each) { return each.id == timer; });
}

bool MockHost::goes_before(const Timer& left, const Timer& right) noexcept {
  return left.due != right.due ? left.due < right.due : left.turn < right.turn;
}

MockHost::Timer* MockHost::find(std::uint64_t timer) noexcept {
  const auto found = std::ranges::find(timers_, timer, &Timer::id);
  return found == timers_.end() ? nullptr : &*found;
}

bool MockHost::is_pending(std::uint64_t timer) const noexcept { return std::ranges::find(timers_, timer, &Timer::id) != timers_.end(); }

MockHost::Timer& MockHost::pending(const MockTimer& timer) {
  if (Timer* const found = find(timer.id_)) return *found;
  throw Failure(timer.method_ + (timer.period_ == Duration::zero() ? " is over: it has run, or was cancelled" : " was cancelled"));
}

MockTimer MockHost::shown(const Timer& timer) { return {weak_from_this(), timer.id, std::string(timer.task->method()), timer.period}; }

std::vector<MockTimer> MockHost::timers(const void* method) {
  std::vector<Timer> sorted;
  std::ranges::copy_if(timers_, std::back_inserter(sorted),
                       [method](const Timer& each) { return method == nullptr || each.task->method_id() == method; });
  std::ranges::sort(sorted, goes_before);
  std::vector<MockTimer> all;
  for (const Timer& each : sorted) all.push_back(shown(each));
  return all;
}

MockTimer MockHost::timer(const void* method, std::string_view name) {
  const std::vector<MockTimer> found = timers(method);
  if (!found.empty()) return found.front();
  const std::vector<MockTimer> others = timers(nullptr);
  if (others.empty()) throw Failure("nothing has asked for a timer");
  std::vector<std::string_view> names;
  for (const MockTimer& each : others) names.push_back(each.method());
  const std::string_view nearest = nearest_name(name, names);
  std::string text = "nothing has asked for this timer";
  if (!nearest.empty()) text += "   did you mean " + std::string(nearest) + '?';
  for (const MockTimer& each : others)
    text += "\n  " + each.method() + (each.period_ == Duration::zero() ? " once" : " every " + spelled(each.period_)) + ", due in " +
            spelled(due(each));
  throw Failure(std::move(text));
}

Duration MockHost::due(const MockTimer& timer) { return pending(timer).due - now_; }

void MockHost::fire(const MockTimer& timer) {
  const Timer kept = pending(timer);
  const bool once = kept.period == Duration::zero();
  if (once) cancel_timer(kept.id);
  try {
    run(*kept.task);
  } catch (const NotCalled&) {
    if (once) timers_.push_back(kept);
    throw;
  }
}

void MockHost::beat(std::uint64_t timer) {
  // Whatever the call does, which may cancel it. What the call sets for the same time runs before the next beat.
  struct Next {
    MockHost& host;
    std::uint64_t id;
    ~Next() {
      Timer* const again = host.find(id);
      if (again == nullptr) return;
      again->due += again->period;
      again->turn = host.next_turn_++;
    }
  } next{*this, timer};
  fire(shown(*find(timer)));
}

Duration MockHost::next_due() const noexcept {
  Duration next = watches_.stale_at(now_);
  for (const Timer& each : timers_) next = std::min(next, each.due);
  for (const auto& each : commands_)
    if (each->expires > now_) next = std::min(next, each->expires);
  return next;
}

void MockHost::advance(Duration time) {
  const Duration end = later(now_, time);
  deliver();
  std::size_t still = 0;
  for (Duration next = next_due(); next <= end && next < Duration::max(); next = next_due()) {
    still = next > now_ ? 0 : still + 1;
    if (still > kMostCalls) throw Failure("time does not go on: something makes itself due again at once");
    now_ = std::max(now_, next);
    deliver();
    run_due_timers();
    deliver();
  }
  now_ = end;
  deliver();
}

void MockHost::run_due_timers() {
  for (std::size_t calls = 0;; ++calls) {
    const auto first = std::ranges::min_element(timers_, goes_before);
    if (first == timers_.end() || first->due > now_) return;
    if (calls == kMostCalls)
      throw Failure("time does not go on: " + std::string(first->task->method()) + " makes itself due again at once");
    beat(first->id);
  }
}

std::size_t MockHost::deliver() {
  std::size_t calls = run_letters();
  for (const std::uint64_t watch : watches_.ids()) {
    const auto call = watches_.take(watch, now_, connected_);
    if (!call) continue;
    try {
      run(*call);
    } catch (const NotCalled&) {
      watches_.owe(watch, *call);
      throw;
    }
    ++calls;
  }
  settle_commands();
  return calls + run_letters();
}

std::size_t MockHost::run_letters() {
  std::size_t calls = 0;
  while (auto letter = inbox_.take()) {
    if (++calls > kMostCalls) throw Failure("it never ends: " + std::string(letter->task.method()) + " is called again and again");
    try {
      run(letter->task);
    } catch (const NotCalled&) {
      inbox_.put_back(std::move(*letter));
      throw;
    }
  }
  return calls;
}

std::uint64_t MockHost::add_subscription(std::shared_ptr<detail::TopicCore> topic, detail::Deliver call) {
  return inbox_.subscribe(std::move(topic), call, static_cast<detail::SocketHost*>(this));
}

std::uint64_t MockHost::add_watch(std::shared_ptr<detail::FeedCore> feed, detail::FeedCall call, const detail::FeedTerms& terms) {
  std::optional<MockWatches::Call> first;
  const std::uint64_t id = watches_.add(std::move(feed), call, terms, now_, first);
  if (!first) return id;
  if (component_.object == nullptr) watches_.owe(id, std::move(*first));
  else run(*first);
  return id;
}

void MockHost::await_outcome(std::shared_ptr<detail::CommandCore> queue, std::uint64_t ticket, detail::OutcomeTask task) {
  const Duration expires = later(now_, Duration(queue->expires_after_ns()));
  commands_.push_back(std::make_unique<Command>(std::move(queue), ticket, task, expires));
}

void MockHost::settle_commands() {
  std::erase_if(commands_, [this](const std::unique_ptr<Command>& command) {
    using Limits = std::numeric_limits<std::int64_t>;
    Outcome outcome;
    if (!command->queue->settled(command->ticket, command->expires <= now_ ? Limits::max() : Limits::min(), outcome)) return false;
    command->queue.reset();
    inbox_.add(command->task(outcome));
    return true;
  });
}

}  // namespace golive::testing
