#pragma once
// Every chart of the library on one page, fed by a made-up machine.
#include <golive/chart.h>
#include <golive/golive.h>
#include <golive/live_chart.h>

#include <cmath>
#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <vector>

namespace golive::examples {

// Numbers that look like those of a machine: the same each time.
class Machine {
 public:
  double next() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state_ >> 11) / 9007199254740992.0;
  }
  double wave(double at, double period, double noise) { return std::sin(at / period) + noise * (next() - 0.5); }

 private:
  std::uint64_t state_ = 7;
};

struct Charts {
  static constexpr std::size_t kSeconds = 600;
  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  static constexpr bool survives = false;

  Service<ChartFeed> pulse;  // what a thread of the program measures
  ChartWindow window = {};
  bool running = true;
  double now = 1'764'115'200;
  std::vector<double> at = {};
  std::vector<double> reads = {};
  std::vector<double> writes = {};
  std::vector<double> errors = {};
  std::vector<double> latencies = {};
  std::vector<double> calls = {};  // 7 days by 24 hours
  std::uint64_t logged = 0;
  std::deque<LogTailLine> log = {};
  Machine machine = {};

  void mount(Socket& socket) {
    socket.watch(*pulse);
    for (std::size_t i = 0; i < kSeconds; ++i) sample();
    for (int i = 0; i < 5000; ++i) latencies.push_back(std::exp(2.5 + machine.wave(i, 1, 1.2)));
    for (std::size_t hour = 0; hour < 24 * 7; ++hour) calls.push_back(calls_at(hour));
  }
  void connected(Socket& socket) { socket.every<&Charts::tick>(1s); }

  void tick() {
    if (!running) return;
    sample();
    at.erase(at.begin());
    for (auto* const values : {&reads, &writes, &errors}) values->erase(values->begin());
  }
  void zoom(ChartMove move) { window.move(move, series()); }
  void pause() { running = !running; }

  std::vector<ChartSeries> series() const {
    return {{.name = "Reads", .values = reads, .at = at},
            {.name = "Writes", .values = writes, .at = at},
            {.name = "Errors", .values = errors, .at = at}};
  }

  Html render() const;

 private:
  double calls_at(std::size_t hour) {
    if (hour >= 100 && hour < 103) return kNone;
    const double day = std::max(0.0, std::sin(3.1416 * (static_cast<double>(hour % 24) - 5) / 16));
    return std::round((hour / 24 < 5 ? 900 : 300) * day + 60 * machine.next());
  }
  void sample() {
    now += 1;
    at.push_back(now);
    const bool down = static_cast<std::int64_t>(now) % 240 > 225;
    reads.push_back(down ? kNone : 420 + 160 * machine.wave(now, 40, 0.6));
    writes.push_back(down ? kNone : 180 + 90 * machine.wave(now, 25, 0.9));
    errors.push_back(down ? kNone : std::max(0.0, 30 * machine.wave(now, 60, 1.4)));
    write_log(down);
  }
  void write_log(bool down) {
    static constexpr std::string_view kTexts[] = {"checkpoint written", "connection accepted", "cache refreshed", "slow query: 812 ms"};
    const auto text = static_cast<std::size_t>(machine.next() * 4);
    const LogTailLevel level = down ? LogTailLevel::error : text == 3 ? LogTailLevel::warning : LogTailLevel::info;
    log.push_back({.number = ++logged, .text = down ? "disk does not answer" : kTexts[text], .level = level, .at = now});
    if (log.size() > 300) log.pop_front();
  }
};

inline Html Charts::render() const {
  static constexpr std::string_view kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  std::vector<std::string> names;
  for (int hour = 0; hour < 24; ++hour) names.push_back(std::to_string(hour) + " h");
  const std::vector<std::string_view> hours(names.begin(), names.end());
  const std::vector<LogTailLine> lines(log.begin(), log.end());
  const double load = std::isfinite(reads.back()) ? reads.back() / 7 : kNone;
  const std::span<const double> minute(reads.data() + reads.size() - 60, 60);
  return HTML(R"(<main><h1>Charts</h1>
      <p>Reads {word}, and <button lv-click={pause}>{verb}</button></p>
      {pulse}
      {lines}
      <section>{load}{memory}{disk}</section>
      <section class="two">{latency}{log}</section>
      {calls}</main>)",
              arg("word", sparkline(minute, {.name = "Reads of the last minute", .unit = "1/s"})), arg("pause", on<&Charts::pause>()),
              arg("verb", running ? "stop" : "go on"), arg("pulse", live_chart(*pulse, {.title = "Pulse", .unit = "mV"})),
              arg("lines", line_chart(series(), {.title = "Disk",
                                                 .unit = "1/s",
                                                 .time = true,
                                                 .low = 0,
                                                 .window = window,
                                                 .controls = chart_controls<&Charts::zoom>(window)})),
              arg("load", gauge(load, {.title = "Load", .unit = "%", .high_from = 75, .very_high_from = 90})),
              arg("memory", gauge(82.5, {.title = "Memory", .unit = "%", .high_from = 80, .very_high_from = 95})),
              arg("disk", gauge(97, {.title = "Disk", .unit = "%", .high_from = 80, .very_high_from = 95})),
              arg("latency", histogram(latencies, {.title = "Latency", .unit = "ms", .bins = 30, .high = 60})),
              arg("log", log_tail(lines, {.title = "Log"})),
              arg("calls", heat_map(calls, 24, {.title = "Calls", .unit = "1/h", .row_names = kDays, .column_names = hours})));
}

inline constexpr std::string_view kChartsCss = R"css(
    :root { color-scheme: light dark; }
    body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #fff; color: #1d2129; }
    main { max-width: 62rem; margin: 0 auto; padding: 1rem; box-sizing: border-box; }
    h1 { font-size: 1.4rem; }
    section { margin: 1rem 0; text-align: center; }
    section figure { text-align: start; }
    .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 2rem; }
    button { font: inherit; }
    @media (prefers-color-scheme: dark) { body { background: #15181f; color: #e4e7ee; } }
  )css";

}  // namespace golive::examples
