#include "golive/testing/mock_socket.h"

#include <utility>

#include "golive/testing/failure.h"
#include "testing/mock_host.h"
#include "testing/step.h"

namespace golive::testing {
namespace {

std::string spelled_timer(std::string_view method) { return "timer<&" + std::string(method) + '>'; }

}  // namespace

MockTimer::MockTimer(std::weak_ptr<MockHost> host, std::uint64_t id, std::string method, Duration period)
    : host_(std::move(host)), id_(id), method_(std::move(method)), period_(period) {}

bool MockTimer::pending() const noexcept {
  const auto host = host_.lock();
  return host != nullptr && host->is_pending(id_);
}

template <class Use>
auto MockTimer::with_host(const char* question, const Place& at, Use&& use) const {
  return in_step(question, "", at, [&] {
    const auto host = host_.lock();
    if (host == nullptr) throw Failure("the MockSocket of " + method_ + " is no more");
    return use(*host);
  });
}

Duration MockTimer::due(const Place& at) const {
  return with_host("due", at, [&](MockHost& host) { return host.due(*this); });
}

void MockTimer::fire_on(MockComponent component, const Place& at) const {
  with_host("fire", at, [&](MockHost& host) {
    const MockHost::For scope(host, component);
    host.fire(*this);
  });
}

MockSocket::MockSocket(MockSocketOptions options) : MockSocket(std::move(options), MockComponent{}) {}
MockSocket::MockSocket(MockSocketOptions options, MockComponent component)
    : MockSocket(std::make_shared<MockHost>(std::move(options), component)) {}
MockSocket::MockSocket(std::shared_ptr<MockHost> host) : Socket(*host), host_(std::move(host)) { host_->belong_to(*this); }
MockSocket::~MockSocket() = default;

MockSocket& MockSocket::connect() { return host_->set_connected(true), *this; }
MockSocket& MockSocket::disconnect() { return host_->set_connected(false), *this; }

MockTimer MockSocket::find_timer(const void* method, std::string_view name, const Place& at) const {
  return in_step(spelled_timer(name), "", at, [&] { return host_->timer(method, name); });
}

std::vector<MockTimer> MockSocket::list_timers(const void* method) const { return host_->timers(method); }

MockSocket& MockSocket::advance_on(MockComponent component, Duration time, const Place& at) {
  in_step("advance", "", at, [&] {
    const MockHost::For scope(*host_, component);
    host_->advance(time);
  });
  return *this;
}

std::size_t MockSocket::deliver_on(MockComponent component, const Place& at) {
  return in_step("deliver", "", at, [&] {
    const MockHost::For scope(*host_, component);
    return host_->deliver();
  });
}

std::vector<std::string> MockSocket::waiting() { return host_->inbox().methods(); }

bool MockSocket::has_subscription(const detail::TopicCore& topic) const { return host_->inbox().is_subscribed(topic); }
bool MockSocket::has_watch(const detail::FeedCore& feed) const { return host_->watches().has(feed); }

MockSocket& MockSocket::expect_push_event(std::string_view event, const Place& at) {
  in_step("expect_push_event", quoted(event), at, [&] { take_expected(host_->events, named(event)); });
  return *this;
}

MockSocket& MockSocket::expect_push_event_json(std::string_view event, std::string_view json, const Place& at) {
  in_step("expect_push_event", quoted(event) + ", " + std::string(json), at, [&] { take_expected(host_->events, named(event, json)); });
  return *this;
}

MockSocket& MockSocket::expect_no_push_event(std::string_view event, const Place& at) {
  in_step("expect_no_push_event", quoted(event), at, [&] { expect_none(host_->events, event); });
  return *this;
}

MockSocket& MockSocket::expect_redirect(std::string_view url, const Place& at) {
  in_step("expect_redirect", quoted(url), at, [&] {
    if (host_->redirected_to.empty()) throw Failure("nothing has sent the browser anywhere");
    if (host_->redirected_to != url) throw Failure("the browser was sent to " + host_->redirected_to);
    host_->redirected_to.clear();
  });
  return *this;
}

MockSocket& MockSocket::expect_no_redirect(const Place& at) {
  in_step("expect_no_redirect", "", at, [&] {
    if (!host_->redirected_to.empty()) throw Failure("the browser was sent to " + host_->redirected_to);
  });
  return *this;
}

}  // namespace golive::testing
