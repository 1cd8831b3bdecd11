// The charts as a program.
#include "charts.h"

#include <chrono>
#include <thread>

#include "../options.h"

namespace {

// Measures 250 times a second until it is told to stop.
void measure(golive::ChartFeed& pulse, const std::stop_token& stopped) {
  using Clock = std::chrono::system_clock;
  golive::examples::Machine machine;
  for (auto next = Clock::now(); !stopped.stop_requested(); next += std::chrono::milliseconds{4}) {
    const double at = std::chrono::duration<double>(next.time_since_epoch()).count();
    const double beat = std::exp(-40 * std::pow(std::sin(3 * at), 2));
    pulse.publish(at, {90 * beat + 4 * machine.next(), 40 * std::sin(2 * at) + 6 * machine.next(), 20 * machine.wave(at, 0.4, 0.3)});
    std::this_thread::sleep_until(next);
  }
}

}  // namespace

int main(int argc, char** argv) {
  using namespace golive;
  const Options options(argc, argv, "Every chart of the library on one page");
  ChartFeed pulse({"Heart", "Breath", "Muscle"}, 1000);
  const std::jthread thread([&](const std::stop_token& stopped) { measure(pulse, stopped); });
  return App(options.config())
      .live("/", [&] { return examples::Charts{.pulse = pulse}; }, {.title = "Charts", .css = std::string(examples::kChartsCss)})
      .run();
}
