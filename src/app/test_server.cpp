#include "golive/detail/test_server.h"

#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <utility>

#include "app/app_impl.h"
#include "base/clock.h"
#include "base/file_descriptor.h"
#include "base/loop.h"
#include "base/worker_pool.h"
#include "golive/detail/handler_task.h"
#include "golive/error.h"
#include "live/runtime.h"
#include "live/view.h"
#include "live/view_id.h"
#include "security/sessions.h"

namespace golive::detail {
namespace {

Config adapted(Config config, const TestServerOptions& options) {
  if (config.secret.empty()) config.secret = {options.secret};
  if (!options.rate_limits) config.events_per_second = config.joins_per_address = 0;
  if (!config.hosts.empty()) config.hosts.insert(config.hosts.end(), {"localhost", "127.0.0.1"});
  return config;
}

std::int64_t nanoseconds_of(std::chrono::steady_clock::time_point time) noexcept { return time.time_since_epoch().count(); }

std::shared_ptr<live::View> find(AppServer& server, std::string_view view_id) {
  const auto id = live::parse_view_id(view_id);
  return id && id->loop == server.loop().index() ? server.runtime().find(id->number) : nullptr;
}

// A message whose handler throws.
struct CrashCall {
  static constexpr std::string_view kMethod = "crash";
  void operator()(const ComponentType&, void*, Socket&) const { throw std::runtime_error("crash() of a test"); }
};

}  // namespace

TestServer::TestServer(App& app, const TestServerOptions& options) : place_(&app.impl_->server) {
  app.impl_->start_test(adapted(app.impl_->config, options), {.thrown = &thrown_, .refused = &refused_, .ended = &ended_});
}

TestServer::~TestServer() {
  if (!ended_) place_->reset();
}

void TestServer::kill() {
  if (ended_) return;
  server().die();
  place_->reset();
}

int TestServer::connect(std::string_view peer) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0) throw Error::of("GL0003", {std::strerror(errno)});
  FileDescriptor ours(ends[0]);
  FileDescriptor theirs(ends[1]);
  const Loop::Current current(server().loop());
  server().http().serve(std::move(ours), std::string(peer));
  return theirs.release();
}

int TestServer::descriptor() const noexcept { return server().descriptor(); }

void TestServer::admit_others() { server().loop().admit_others(); }

bool TestServer::run_one(TestRandom* chance) { return server().poll_one(chance); }

bool TestServer::run(std::size_t most) {
  for (std::size_t i = 0; i < most; ++i)
    if (!run_one()) return true;
  return false;
}

std::int64_t TestServer::next_due_ns() const noexcept { return nanoseconds_of(server().loop().timers().next()); }
std::int64_t TestServer::push_due_ns() const noexcept { return nanoseconds_of(server().runtime().push_due()); }

std::size_t TestServer::waiting_work() const noexcept { return server().workers() == nullptr ? 0 : server().workers()->waiting(); }
void TestServer::run_work(std::size_t index) { server().workers()->run(index); }

bool TestServer::render(std::string_view view_id, std::string& markup) {
  const auto view = find(server(), view_id);
  if (view == nullptr) return false;
  const Loop::Current current(server().loop());
  return view->core().write_fresh(markup);
}

std::string TestServer::begin_session(void (*fill)(Session& session, void* context), void* context) {
  security::Sessions& sessions = server().sessions();
  const security::OpenedSession opened = sessions.open({}, false, unix_seconds());
  Session session = opened.session;
  fill(session, context);
  return sessions.cookie_due(opened, unix_seconds()).value_or("");
}

std::size_t TestServer::view_bytes(std::string_view view_id) const {
  const auto view = find(server(), view_id);
  return view == nullptr ? 0 : view->bytes();
}

bool TestServer::crash(std::string_view view_id) {
  const auto view = find(server(), view_id);
  if (view == nullptr) return false;
  const Loop::Current current(server().loop());
  view->deliver(MethodTask(std::in_place, CrashCall{}));
  return true;
}

bool TestServer::evict(std::string_view view_id) {
  const auto id = live::parse_view_id(view_id);
  if (!id || id->loop != server().loop().index()) return false;
  const Loop::Current current(server().loop());
  return server().runtime().evict(id->number);
}

}  // namespace golive::detail
