#include <unistd.h>

#include <atomic>
#include <chrono>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "base/clock.h"
#include "base/log_sink.h"

namespace golive {

namespace {

std::atomic<LogFormat> current_format{LogFormat::text};

spdlog::level::level_enum to_spdlog(LogLevel level) noexcept {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
    case LogLevel::off:
      break;
  }
  return spdlog::level::off;
}

// A logger of our own, in no registry: the host program's spdlog set-up stays as it is. Never destroyed, so that log() also works while
// the program's other statics are.
spdlog::logger& sink() {
  static auto* const logger = [] {
    auto* made = new spdlog::logger("golive", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    made->set_level(spdlog::level::trace);
    made->set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");
    made->flush_on(spdlog::level::warn);
    return made;
  }();
  return *logger;
}

}  // namespace

void set_log_format(LogFormat format) noexcept { current_format.store(format, std::memory_order_relaxed); }

void write_to_default_sink(const LogRecord& record) noexcept {
  try {
    std::string line;
    if (current_format.load(std::memory_order_relaxed) == LogFormat::json) {
      append_json_line(line, record, unix_ns());
      line += '\n';
      // One call, so that lines of several threads do not mix.
      [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
      return;
    }
    append_log_line(line, record);
    const std::chrono::nanoseconds now(unix_ns());
    const std::chrono::system_clock::time_point time(std::chrono::duration_cast<std::chrono::system_clock::duration>(now));
    sink().log(time, spdlog::source_loc{}, to_spdlog(record.level), spdlog::string_view_t(line));
  } catch (...) {
    // A log line that cannot be written must not end what it reports about.
  }
}

}  // namespace golive
