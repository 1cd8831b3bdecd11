// What a host's loop at 10 kHz pays for the pages that watch it: the time of one publish into a Latest, of the same under a std::mutex that
// the pages lock to read, of a plain assignment that nobody sees, and of nothing, which is what two looks at the clock cost. All in each
// round, so that what disturbs the machine disturbs all.
//
//     inside_bench VIEWERS SECONDS      says where it listens, waits for so many viewers of /, measures, prints JSON and ends
//
// The loop has the first processor for itself; the event loop has the last one.
#include <golive/golive.h>
#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using namespace golive;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::microseconds kRound{100};

struct Axis {
  double position = 0, speed = 0, current = 0, temperature = 0;
  std::array<double, 8> sensors{};
};

// On cache lines of its own: what the pages write when they lock must not be told as the cost of its neighbour.
struct alignas(4096) Guarded {
  std::mutex mutex;
  Axis axis;
};

struct Host {
  Latest<Axis> latest;
  Guarded guarded;
  alignas(4096) Axis plain;  // nobody else looks at it
  alignas(4096) std::atomic<int> viewers = 0;
};

struct Board {
  Service<Host> host;
  Axis watched = {};
  Axis locked = {};

  void connected(Socket& socket) {
    socket.watch<&Board::on_axis>(host->latest);
    socket.every<&Board::look>(Duration(std::chrono::microseconds{16'667}));
    ++host->viewers;
  }
  void on_axis(const Axis& axis) { watched = axis; }
  void look() {
    const std::scoped_lock lock(host->guarded.mutex);
    locked = host->guarded.axis;
  }
  Html render() const {
    return HTML("<p>{position}</p><p>{locked}</p>", arg("position", watched.position), arg("locked", locked.position));
  }
};

class Times {
 public:
  explicit Times(std::size_t count) : taken_(count) { taken_.clear(); }  // the pages of its memory are there
  template <class Act>
  void take(Act act) {
    const auto begin = Clock::now();
    act();
    const auto end = Clock::now();
    if (taken_.size() < taken_.capacity()) taken_.push_back(static_cast<double>((end - begin).count()));
  }
  void print(const char* name, const char* after) {
    std::ranges::sort(taken_);
    const auto at = [this](double share) { return taken_[static_cast<std::size_t>(share * static_cast<double>(taken_.size() - 1))]; };
    std::printf(R"("%s": {"p50": %g, "p99": %g, "p99.9": %g, "max": %g}%s)", name, at(0.5), at(0.99), at(0.999), at(1), after);
  }

 private:
  std::vector<double> taken_;
};

void measure(Host& host, double seconds) {
  const auto rounds = static_cast<std::size_t>(seconds / std::chrono::duration<double>(kRound).count());
  Times clock(rounds);
  Times latest(rounds);
  Times plain(rounds);
  Times mutex(rounds);
  Axis axis;
  auto next = Clock::now();
  for (std::size_t round = 0; round < rounds; ++round) {
    next += kRound;
    while (Clock::now() < next) {
    }
    axis.position += 0.001;
    axis.sensors.fill(axis.position);
    // None is always the one that comes after the wait.
    for (std::size_t i = 0; i < 4; ++i) {
      switch ((round + i) % 4) {
        case 0:
          clock.take([] {});
          break;
        case 1:
          latest.take([&] { host.latest.publish(axis); });
          break;
        case 2:
          plain.take([&] {
            host.plain = axis;
            std::atomic_signal_fence(std::memory_order_seq_cst);
          });
          break;
        default:
          mutex.take([&] {
            const std::scoped_lock lock(host.guarded.mutex);
            host.guarded.axis = axis;
          });
      }
    }
  }
  std::printf("{");
  clock.print("clock", ", ");
  latest.print("latest", ", ");
  plain.print("plain", ", ");
  mutex.print("mutex", "}\n");
}

void keep_to(int processor) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  pthread_setaffinity_np(pthread_self(), sizeof(set), &set);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("inside_bench VIEWERS SECONDS\n", stderr);
    return 2;
  }
  const int viewers = std::atoi(argv[1]);
  const double seconds = std::atof(argv[2]);
  Host host;
  const int last = static_cast<int>(std::thread::hardware_concurrency()) - 1;
  App app(Config{.thread = {.cpus = {last}}});
  app.live("/", [&host] { return Board{host}; }).listen("127.0.0.1", 0).start();
  std::printf("listening on 127.0.0.1:%d\n", app.port());
  std::fflush(stdout);
  keep_to(0);
  while (host.viewers < viewers) std::this_thread::sleep_for(std::chrono::milliseconds{1});
  measure(host, seconds);
  app.stop();
}
