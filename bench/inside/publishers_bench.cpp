// What host threads pay that publish at the same time, with one viewer: each into the same Topic, or each into a Latest of its own.
//
//     publishers_bench topic|latest THREADS SECONDS      says where it listens, waits for a viewer of /, measures, prints JSON and ends
//
// Each thread publishes 16 values every millisecond. publish_ns: CPU time of its thread, the median of such turns, for each value.
// others_ns: for each value what the rest of the process took meanwhile: the loop, and the page of its viewer.
#include <golive/golive.h>
#include <golive/latest.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

using namespace golive;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kBurst = 16;
constexpr std::size_t kMostThreads = 64;

struct Host {
  bool by_topic;
  std::size_t threads;
  Topic<std::int64_t> topic;
  std::array<Latest<std::int64_t>, kMostThreads> latest;
  std::atomic<int> viewers = 0;

  void publish(std::size_t thread, std::int64_t value) {
    if (by_topic) topic.publish(value);
    else latest[thread].publish(value);
  }
};

struct Board {
  Service<Host> host;
  std::int64_t newest = 0;

  void connected(Socket& socket) {
    if (host->by_topic) socket.subscribe<&Board::on_value>(host->topic);
    else
      for (std::size_t i = 0; i < host->threads; ++i) socket.watch<&Board::on_value>(host->latest[i]);
    ++host->viewers;
  }
  void on_value(std::int64_t value) { newest = value; }
  Html render() const { return HTML("<p>{newest}</p>", newest); }
};

double cpu_ns(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

struct Publisher {
  std::vector<double> turns;  // what each took, for one value
  double whole = 0;           // its waits too
};

Publisher publish(Host& host, std::size_t thread, Clock::time_point end) {
  Publisher taken;
  std::int64_t value = 0;
  for (auto next = Clock::now(); next < end; next += std::chrono::milliseconds{1}) {
    std::this_thread::sleep_until(next);
    const double begin = cpu_ns(CLOCK_THREAD_CPUTIME_ID);
    for (int i = 0; i < kBurst; ++i) host.publish(thread, ++value);
    taken.turns.push_back((cpu_ns(CLOCK_THREAD_CPUTIME_ID) - begin) / kBurst);
  }
  taken.whole = cpu_ns(CLOCK_THREAD_CPUTIME_ID);
  return taken;
}

void measure(Host& host, double seconds) {
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  std::vector<Publisher> taken(host.threads);
  const double before = cpu_ns(CLOCK_PROCESS_CPUTIME_ID);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < host.threads; ++i) threads.emplace_back([&, i] { taken[i] = publish(host, i, end); });
  }
  double others = cpu_ns(CLOCK_PROCESS_CPUTIME_ID) - before;
  std::vector<double> all;
  for (const Publisher& each : taken) {
    all.insert(all.end(), each.turns.begin(), each.turns.end());
    others -= each.whole;
  }
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  std::printf(R"({"publish_ns": %g, "others_ns": %g})"
              "\n",
              *middle, others / static_cast<double>(all.size() * kBurst));
}

}  // namespace

int main(int argc, char** argv) {
  const int threads = argc == 4 ? std::atoi(argv[2]) : 0;
  if (threads < 1 || threads > static_cast<int>(kMostThreads)) {
    std::fputs("publishers_bench topic|latest THREADS SECONDS\n", stderr);
    return 2;
  }
  Host host{.by_topic = std::strcmp(argv[1], "topic") == 0, .threads = static_cast<std::size_t>(threads), .topic = {}, .latest = {}};
  App app;
  app.live("/", [&host] { return Board{host}; }).listen("127.0.0.1", 0).start();
  std::printf("listening on 127.0.0.1:%d\n", app.port());
  std::fflush(stdout);
  while (host.viewers < 1) std::this_thread::sleep_for(std::chrono::milliseconds{1});
  measure(host, std::atof(argv[3]));
  app.stop();
}
