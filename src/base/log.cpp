#include "golive/log.h"

#include <atomic>
#include <vector>

#include "base/log_context.h"
#include "base/log_sink.h"
#include "golive/detail/test_log.h"

namespace golive {

namespace {

std::atomic<LogLevel> current_level{LogLevel::info};
std::atomic<Logger> current_logger{nullptr};
std::atomic<void*> current_context{nullptr};
std::atomic<bool> told_that_it_throws{false};
thread_local unsigned silences = 0;

}  // namespace

void set_logger(Logger logger, void* context) noexcept {
  current_context.store(context);
  current_logger.store(logger);
  told_that_it_throws.store(false);
}

detail::TestSilence::TestSilence() noexcept { ++silences; }
detail::TestSilence::~TestSilence() { --silences; }

void set_log_level(LogLevel level) noexcept { current_level.store(level, std::memory_order_relaxed); }
LogLevel log_level() noexcept { return current_level.load(std::memory_order_relaxed); }

namespace {

bool has_field(const std::vector<LogField>& fields, std::string_view name) noexcept {
  for (const LogField& field : fields)
    if (field.name == name) return true;
  return false;
}

void write(const LogRecord& record) {
  if (Logger logger = current_logger.load()) logger(record, current_context.load());
  else write_to_default_sink(record);
}

}  // namespace

void log(LogLevel level, std::string_view text, std::initializer_list<LogField> fields) noexcept {
  if (!log_enabled(level) || level == LogLevel::off || silences > 0) return;
  // A logger that throws has lost its line; what the line was about goes on.
  try {
    const LogContext* context = LogContext::current();
    if (context == nullptr) return write({level, text, fields.begin(), fields.size()});
    std::vector<LogField> all(fields);
    for (; context != nullptr; context = context->outer()) {
      for (const LogContext::Field& field : context->fields())
        if (!field.value.empty() && !has_field(all, field.name)) all.emplace_back(field.name, field.value);
    }
    write({level, text, all.data(), all.size()});
  } catch (...) {
    if (!told_that_it_throws.exchange(true)) write_to_default_sink({LogLevel::error, "the logger threw, its lines are lost", nullptr, 0});
  }
}

}  // namespace golive
