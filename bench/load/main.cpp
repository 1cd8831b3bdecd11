// The load client: many browsers on one thread, and what they cost the server.
//   load event --port 3000 --pid $(pidof counter) --path / --clients 100
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

#include "modes.h"
#include "options.h"

namespace {

float percentile(std::vector<float>& values, double part) {
  if (values.empty()) return 0;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

void raise_file_limit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

void print(const load::Options& options, load::Result& result) {
  const double count = static_cast<double>(std::max<std::uint64_t>(1, result.count));
  const double rate = static_cast<double>(result.count) / result.seconds;
  const double cpu_us = result.cpu_seconds * 1e6 / count;
  const double per_cpu_second = result.cpu_seconds > 0 ? count / result.cpu_seconds : 0;
  const float p50 = percentile(result.latencies, 0.5);
  const float p99 = percentile(result.latencies, 0.99);
  if (options.json) {
    std::printf(
        "{\"mode\":\"%s\",\"protocol\":\"%s\",\"clients\":%zu,\"unit\":\"%s\",\"count\":%llu,\"seconds\":%.3f,\"per_second\":%.1f,"
        "\"cpu_us\":%.3f,\"per_cpu_second\":%.0f,\"latency_us_p50\":%.1f,\"latency_us_p99\":%.1f,\"bytes_down\":%.1f,\"kib_each\":%.3f,"
        "\"total\":%llu}\n",
        options.mode.c_str(), options.protocol == load::Protocol::echo ? "echo" : "golive", options.clients, result.unit,
        static_cast<unsigned long long>(result.count), result.seconds, rate, cpu_us, per_cpu_second, static_cast<double>(p50),
        static_cast<double>(p99), result.bytes_down, result.kib_each, static_cast<unsigned long long>(result.total));
    return;
  }
  std::printf("%s, %zu clients: %.0f %ss/s", options.mode.c_str(), options.clients, rate, result.unit);
  if (options.pid != 0) std::printf(", server CPU %.2f us each (%.0f per CPU second)", cpu_us, per_cpu_second);
  if (!result.latencies.empty()) std::printf(", latency p50 %.0f us, p99 %.0f us", static_cast<double>(p50), static_cast<double>(p99));
  if (result.bytes_down > 0) std::printf(", %.1f bytes down each", result.bytes_down);
  if (options.mode == "idle") std::printf(", %.2f KiB each", result.kib_each);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  raise_file_limit();
  const load::Options options = load::parse_options(argc, argv);
  load::Result result = load::run_mode(options);
  print(options, result);
}
