#pragma once
// Lines that a peer can cause as often as it likes: ten a second, then one that says how many were left out.
//
//     static constinit LogLimit limit(LogLevel::info, "GL0404 frame refused");
//     if (limit.passes()) log(LogLevel::info, "GL0404 frame refused", {...});
//
// Threads: any. Cost of a line that is left out: one clock read and one atomic addition; of one that the log's level hides: nothing.
#include <atomic>
#include <cstdint>
#include <string_view>

#include "golive/log.h"

namespace golive {

class LogLimit {
 public:
  static constexpr std::uint32_t kLinesASecond = 10;

  // `level` and `kind` are those of the lines, "GL0404 frame refused", and of the one that closes them. `kind` has static storage.
  constexpr LogLimit(LogLevel level, std::string_view kind) noexcept : kind_(kind), level_(level) {}

  // Whether the line may be written now. The first line of a later second also writes how many were left out before it, with nothing of the
  // context of this one, which it is not about. A line that the log's level hides does not pass, and does not count.
  bool passes() noexcept;
  bool passes_at(std::int64_t second) noexcept;

 private:
  std::string_view kind_;
  LogLevel level_;
  std::atomic<std::int64_t> second_ = 0;
  std::atomic<std::uint32_t> lines_ = 0;
};

}  // namespace golive
