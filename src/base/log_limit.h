#pragma once
// Lines that a peer can cause as often as it likes: ten a second, then one that says how many were left out.
//
//     static LogLimit limit;
//     if (limit.passes()) log(LogLevel::info, "GL0404 frame refused", {...});
//
// Threads: any. Cost of a line that is left out: one clock read and one atomic addition.
#include <atomic>
#include <cstdint>
#include <string_view>

namespace golive {

class LogLimit {
 public:
  static constexpr std::uint32_t kLinesASecond = 10;

  // `kind` is what the closing line is about: "GL0404 frame refused". It has static storage.
  constexpr explicit LogLimit(std::string_view kind) noexcept : kind_(kind) {}

  // Whether the line may be written now. The first line of a later second also writes how many were left out before it.
  bool passes() noexcept;
  bool passes_at(std::int64_t second) noexcept;

 private:
  std::string_view kind_;
  std::atomic<std::int64_t> second_ = 0;
  std::atomic<std::uint32_t> lines_ = 0;
};

}  // namespace golive
