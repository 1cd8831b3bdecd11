#include "lines.h"

#include <array>
#include <chrono>
#include <cmath>

namespace {

using Clock = std::chrono::system_clock;

void measure_point(golive::ChartFeed& feed, double at) {
  std::array<double, Lines::kLines> values;
  for (std::size_t line = 0; line < values.size(); ++line) {
    const double number = static_cast<double>(line);
    values[line] = 10 * number + 20 * std::sin(at * (1 + number / 5)) + 3 * std::sin(at * 97 * (1 + number));
  }
  feed.publish(at, values);
}

double seconds(Clock::time_point time) { return std::chrono::duration<double>(time.time_since_epoch()).count(); }

}  // namespace

golive::ChartFeed& Lines::feed() {
  std::call_once(started_, [this] {
    constexpr std::chrono::nanoseconds kBeat{std::chrono::seconds{1}};
    const auto beat = kBeat / kHz;
    // Its window is full from the start.
    const auto begin = Clock::now();
    for (int i = 1000; i > 0; --i) measure_point(feed_, seconds(begin - i * beat));
    thread_ = std::jthread([this, begin, beat](const std::stop_token& stopped) {
      for (auto next = begin; !stopped.stop_requested(); next += beat) {
        measure_point(feed_, seconds(next));
        std::this_thread::sleep_until(next);
      }
    });
  });
  return feed_;
}
