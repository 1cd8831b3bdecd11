// connections_server [--port N] [--descriptors N] [--ping-ms N]: pages to be left in the middle of everything, and /state, which tells what
// is still there.
#include <golive/golive.h>
#include <sys/resource.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

#include "heap.h"

using namespace golive;

namespace {

struct Counter {
  int count = 0;
  void inc() { ++count; }
  Html render() const { return HTML(R"(<output>{count}</output> <button lv-click={}>+</button>)", count, on<&Counter::inc>()); }
};

// Its handlers run on a worker and take long enough to be left in the middle of one.
struct Slow {
  int count = 0;
  void inc() {
    std::this_thread::sleep_for(1ms);
    ++count;
  }
  Html render() const { return HTML(R"(<output>{count}</output> <button lv-click={}>+</button>)", count, on<&Slow::inc>()); }
};

// Posts more to its loop in one turn than the crowd ever does.
struct Burst {
  int count = 0;
  void inc() { ++count; }
  void burst(Socket& socket) {
    const ViewHandle self = socket.handle();
    for (int i = 0; i < 500; ++i) self.send<&Burst::inc>();
  }
  Html render() const { return HTML(R"(<output>{count}</output> <button lv-click={}>+</button>)", count, on<&Burst::burst>()); }
};

std::string state_of(const App& app) {
  const connections::Heap heap = connections::heap();  // before the answer takes some
  const Stats stats = app.stats();
  const auto field = [](const char* name, std::uint64_t value) { return std::string(name) + " " + std::to_string(value) + "\n"; };
  return field("heap_bytes", heap.bytes) + field("heap_blocks", heap.blocks) + field("views", stats.views) + field("parked", stats.parked) +
         field("mounts", stats.mounts) + field("terminates", stats.terminates) + field("resumes", stats.resumes) +
         field("crashes", stats.crashes) + field("events", stats.events);
}

void limit_descriptors(rlim_t count) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = count == 0 ? limit.rlim_max : count;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
  Config config{.threads = 2, .secret = {std::string(32, 'c')}};
  // Nobody comes back here: what was dropped shall be gone within the test.
  config.parking.served.time = config.parking.lost.time = 1s;
  // However slow the machine is, no more wait at once than peak() of drops.cpp has had: tables keep the size they once had.
  config.parking.served.views = 3'600;
  config.parking.lost.views = 600;
  rlim_t descriptors = 0;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view option = argv[i];
    if (option == "--port") config.port = static_cast<std::uint16_t>(std::atoi(argv[i + 1]));
    if (option == "--ping-ms") config.http.ping_time = std::chrono::milliseconds(std::atoi(argv[i + 1]));
    if (option == "--descriptors") descriptors = static_cast<rlim_t>(std::atoi(argv[i + 1]));
  }
  limit_descriptors(descriptors);
  set_log_level(LogLevel::warning);

  App app(config);
  app.live<Counter>("/", {.title = "counter"});
  app.live<Burst>("/burst");
  app.live<Slow>("/slow", {.title = "slow", .blocking = true});
  app.get("/state", [&app](const Request&) { return Response::text(state_of(app)); });
  return app.run();
}
