// connections [--drops N] [--warm-up N] [--views N] [--hold SECONDS] [--ping-ms N] PROGRAM: holds and drops many connections to PROGRAM,
// which is connections_server. Each scenario is a test; the last line is `N passed, N failed`.
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "connections/descriptors.h"
#include "connections/scenarios.h"

namespace {

using connections::Options;

struct Scenario {
  std::string_view name;
  void (*run)(const Options& options);
};

constexpr Scenario kScenarios[] = {
    {"connections dropped in every way leave nothing", connections::drop_connections},
    {"idle views keep their sockets", connections::hold_views},
    {"what is begun and never ended costs what is stated", connections::send_halves},
    {"without descriptors new connections wait", connections::run_out_of_descriptors},
};

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const bool has_value = word.starts_with("--") && i + 1 < argc;
    if (has_value && word == "--drops") options.drops = std::strtoul(argv[++i], nullptr, 10);
    else if (has_value && word == "--warm-up") options.warm_up = std::strtoul(argv[++i], nullptr, 10);
    else if (has_value && word == "--views") options.views = std::strtoul(argv[++i], nullptr, 10);
    else if (has_value && word == "--hold") options.hold = std::atoi(argv[++i]);
    else if (has_value && word == "--ping-ms") options.ping_ms = std::atoi(argv[++i]);
    else options.program = word;
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  if (options.program.empty() || options.warm_up >= options.drops) {
    std::cerr << "usage: connections [--drops N] [--warm-up N] [--views N] [--hold SECONDS] [--ping-ms N] PROGRAM\n";
    return 2;
  }
  raise_descriptors();
  int failed = 0;
  for (const Scenario& scenario : kScenarios) {
    std::string fault;
    try {
      scenario.run(options);
    } catch (const std::exception& error) {
      fault = error.what();
    }
    failed += fault.empty() ? 0 : 1;
    std::cout << (fault.empty() ? "  ok      " : "  FAILED  ") << scenario.name << '\n' << fault << std::endl;
  }
  std::cout << static_cast<int>(std::size(kScenarios)) - failed << " passed, " << failed << " failed\n";
  return failed == 0 ? 0 : 1;
}
