// A simulation with a page inside of it.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>

#include "../options.h"
#include "page.h"

namespace {

using golive::examples::Host;
using golive::examples::LoopTimes;

// --measure SECONDS: runs so long and prints how long the rounds took. --alone: as it would be without the library.
struct Measurement {
  int seconds = 0;
  bool alone = false;
};

// Takes its words out of the command line; the rest is that of every example.
Measurement take_measurement(int& argc, char** argv) {
  Measurement asked;
  int kept = 1;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--alone") == 0) asked.alone = true;
    else if (std::strcmp(argv[i], "--measure") == 0 && i + 1 < argc) asked.seconds = std::atoi(argv[++i]);
    else argv[kept++] = argv[i];
  }
  argc = kept;
  return asked;
}

void print(const LoopTimes& times) {
  std::printf("{\"rounds\":%llu,\"p50\":%.2f,\"p99\":%.2f,\"p999\":%.2f,\"max\":%.1f}\n", static_cast<unsigned long long>(times.count()),
              times.within(0.5), times.within(0.99), times.within(0.999), times.longest());
}

}  // namespace

int main(int argc, char** argv) {
  using namespace golive;
  const Measurement asked = take_measurement(argc, argv);
  const Options options(argc, argv, "A pole that balances in a loop of 10 kHz, and a page that shows and steers it");
  const bool measures = asked.seconds > 0;
  // Measured, the loop has a core for itself, and the page the other one.
  Host host({.cpu = measures ? 0 : -1, .alone = asked.alone});
  Config config = options.config();
  if (measures) config.thread.cpus = {1};
  App app(config);
  app.live("/", [&host] { return examples::Page{host}; }, {.title = "Inside a running program", .css = std::string(examples::kPageCss)});
  if (!measures) return app.run();

  if (!asked.alone) {
    app.start();
    std::printf("listening on http://localhost:%d\n", app.port());
    std::fflush(stdout);
  }
  std::this_thread::sleep_for(std::chrono::seconds{asked.seconds});
  host.stop();
  print(host.times());
  return 0;
}
