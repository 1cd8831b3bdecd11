#pragma once
// What the lines of a thread are about while one of these lives: log() adds its fields to every line by itself, the host's own lines too. A
// field that a line names itself is not added. Contexts nest: a render within a request has the fields of both, the inner ones win.
// Threads: each has its own; create and destroy on one. Cost: two stores, no allocation, nothing is copied or formatted.
#include <array>
#include <cstddef>
#include <string_view>

namespace golive {

class LogContext {
 public:
  struct Field {
    std::string_view name;
    std::string_view value;
  };
  static constexpr std::size_t kFields = 4;
  using Fields = std::array<Field, kFields>;  // fields with an empty value do not count

  // The texts outlive it.
  explicit LogContext(const Fields& fields) noexcept;
  ~LogContext();
  LogContext(const LogContext&) = delete;
  LogContext& operator=(const LogContext&) = delete;

  const Fields& fields() const noexcept { return fields_; }
  const LogContext* outer() const noexcept { return outer_; }
  // Of the calling thread, the innermost; nullptr outside of any.
  static const LogContext* current() noexcept;

 private:
  Fields fields_;
  const LogContext* outer_;
};

// While one of these lives, the lines of its thread are about nothing but what they name.
class NoLogContext {
 public:
  NoLogContext() noexcept;
  ~NoLogContext();
  NoLogContext(const NoLogContext&) = delete;
  NoLogContext& operator=(const NoLogContext&) = delete;

 private:
  const LogContext* hidden_;
};

}  // namespace golive
