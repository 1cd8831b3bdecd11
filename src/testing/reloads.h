#pragma once
// How often the pages of a tab have begun afresh: the twin of client/src/reload.ts, whose memory is the tab's, too.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace golive::testing {

class Reloads {
 public:
  static constexpr std::size_t kMost = 5;  // in a minute

  // One more. False: it was one too many, and the page stops.
  bool begin(std::int64_t now_ns) {
    constexpr std::int64_t kWindow = 60'000'000'000;
    std::erase_if(times_, [&](std::int64_t time) { return now_ns - time >= kWindow; });
    times_.push_back(now_ns);
    return times_.size() <= kMost;
  }

 private:
  std::vector<std::int64_t> times_;
};

}  // namespace golive::testing
