#include "guards/marked_server.h"

#include <unistd.h>
#include <valgrind/callgrind.h>

#include <utility>

#include "connections/heap.h"

namespace guards {
namespace {

// As users have it, but for limits on one address and one session: all browsers are here.
golive::Config config() {
  golive::Config made{.port = 0, .secret = {std::string(32, 'g')}};
  made.events_per_second = 0;
  made.parking.served_per_session = made.parking.served_per_address = made.parking.served.views = 100'000;
  made.parking.served.time = std::chrono::minutes{10};
  return made;
}

}  // namespace

MarkedServer::MarkedServer() : app_(config()) {
  golive::set_log_level(golive::LogLevel::warning);
  app_.live<Counter>("/counter");
  app_.live<Table<false>>("/table");
  app_.live<Table<true>>("/versions");
  app_.live("/feed", [this] { return Feed{numbers_}; });
  app_.live("/guardhouse", [this] { return Guardhouse{barrier_}; });
  app_.get("/mark", [this](const golive::Request&) { return set_mark(); });
  app_.start();
  marker_ = std::make_unique<mix::HttpClient>(place());
  guardhouse_ = std::make_unique<mix::LivePage>(place(), "/guardhouse", random_);
  for (int i = 0; i < 3; ++i) mark("ready");
}

golive::Response MarkedServer::set_mark() {
  const connections::ThreadHeap heap = connections::thread_heap();
  const Allocated now{static_cast<std::int64_t>(heap.allocations), heap.bytes};
  since_mark_ = {now.calls - now_.calls, now.bytes - now_.bytes};
  now_ = now;
  CALLGRIND_DUMP_STATS_AT(scene_.c_str());
  [[maybe_unused]] const ssize_t none = ::write(-1, scene_.data(), scene_.size());
  return golive::Response::text("");
}

Allocated MarkedServer::mark(std::string scene) {
  scene_ = std::move(scene);
  if (marker_->get("/mark").status != 200) throw mix::WrongAnswer("no mark is set");
  return since_mark_;
}

void MarkedServer::hold() {
  barrier_.open = false;
  if (!barrier_.guard.send<&Guardhouse::stand>()) throw mix::WrongAnswer("the loop cannot be held");
  while (!barrier_.reached) {
  }
}

void MarkedServer::release() { barrier_.open = true; }

}  // namespace guards
