#pragma once
// Where the library's log lines go, and how much of them.
//
//     golive::set_log_level(golive::LogLevel::warning);
//     golive::set_logger([](const golive::LogRecord& record, void*) { my_log(record.text); });
//
// One record is one line: a short text that is always the same for the same happening, and fields that tell the case. Within a callback of
// a view every line, yours too, also has the fields component, callback, event and view; within a request its id and path. Threads: log()
// from any thread. set_logger and set_log_level at start-up, before other threads log; the logger itself must be thread-safe.
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "golive/detail/api.h"

namespace golive {

enum class LogLevel : std::uint8_t { debug, info, warning, error, off };

// How the default logger writes: lines for people, or one JSON object a line for machines:
// {"time":"2025-03-01T12:00:00.123Z","level":"error","text":"GL0411 view ended by an exception","view":"lv-0-x", ...}
enum class LogFormat : std::uint8_t { text, json };

struct LogField {
  enum class Kind : std::uint8_t { text, integer, number, boolean };

  constexpr LogField(std::string_view field, std::string_view value) noexcept : name(field), text(value), kind(Kind::text) {}
  constexpr LogField(std::string_view field, const char* value) noexcept : name(field), text(value), kind(Kind::text) {}
  constexpr LogField(std::string_view field, bool value) noexcept : name(field), integer(value ? 1 : 0), kind(Kind::boolean) {}
  constexpr LogField(std::string_view field, double value) noexcept : name(field), number(value), kind(Kind::number) {}
  template <class Integer>
  requires __is_enum(Integer) || requires(Integer i) { i % 2; }
  constexpr LogField(std::string_view field, Integer value) noexcept
      : name(field), integer(static_cast<std::int64_t>(value)), kind(Kind::integer) {}

  std::string_view name;
  std::string_view text;
  std::int64_t integer = 0;  // also a boolean, as 0 or 1
  double number = 0;
  Kind kind;
};

// Valid during the call of the logger only.
struct LogRecord {
  LogLevel level;
  std::string_view text;
  const LogField* fields;
  std::size_t field_count;

  const LogField* begin() const noexcept { return fields; }
  const LogField* end() const noexcept { return fields + field_count; }
};

// `context` is what set_logger was given. Called on the thread that logs, which it holds up for as long as it takes: a sink that may block
// belongs behind a queue of the host's. If it throws, the line is lost; told once on standard error.
using Logger = void (*)(const LogRecord& record, void* context);

// nullptr restores the default: standard error, through spdlog.
GOLIVE_API void set_logger(Logger logger, void* context = nullptr) noexcept;

// Of the default logger; a logger of your own writes as it likes.
GOLIVE_API void set_log_format(LogFormat format) noexcept;

// Records below `level` are dropped before they are made. Default: info.
GOLIVE_API void set_log_level(LogLevel level) noexcept;
GOLIVE_API LogLevel log_level() noexcept;
inline bool log_enabled(LogLevel level) noexcept { return level >= log_level(); }

GOLIVE_API void log(LogLevel level, std::string_view text, std::initializer_list<LogField> fields = {}) noexcept;

}  // namespace golive
