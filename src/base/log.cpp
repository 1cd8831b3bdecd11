#include "golive/log.h"

#include <atomic>

#include "base/log_sink.h"

namespace golive {

namespace {

std::atomic<LogLevel> current_level{LogLevel::info};
std::atomic<Logger> current_logger{nullptr};
std::atomic<void*> current_context{nullptr};

}  // namespace

void set_logger(Logger logger, void* context) noexcept {
  current_context.store(context);
  current_logger.store(logger);
}

void set_log_level(LogLevel level) noexcept { current_level.store(level, std::memory_order_relaxed); }
LogLevel log_level() noexcept { return current_level.load(std::memory_order_relaxed); }

void log(LogLevel level, std::string_view text, std::initializer_list<LogField> fields) noexcept {
  if (!log_enabled(level) || level == LogLevel::off) return;
  const LogRecord record{level, text, fields.begin(), fields.size()};
  if (Logger logger = current_logger.load()) logger(record, current_context.load());
  else write_to_default_sink(record);
}

}  // namespace golive
