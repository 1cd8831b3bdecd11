#pragma once
// How often something may happen: so often a second, and so often at once.
//
//     RateLimit limit(terms, now_ms);
//     if (!limit.take() && !limit.refill(terms, now_ms())) ...   // too often; debt() says by how much
//
// The time is looked at only when what may happen at once is used up; so after a pause up to twice of it passes. Cost: one decrement and
// one compare, 8 bytes. Threads: one at a time.
#include <algorithm>
#include <cstdint>
#include <limits>

namespace golive {

class RateLimit {
 public:
  struct Terms {
    std::int32_t a_second = 0;  // 0: no limit
    std::int32_t at_once = 0;
    constexpr Terms twice() const noexcept { return {2 * a_second, 2 * at_once}; }
  };

  RateLimit(const Terms& terms, std::uint32_t now_ms) noexcept
      : left_(terms.a_second == 0 ? std::numeric_limits<std::int32_t>::max() : terms.at_once), filled_ms_(now_ms) {}

  bool take() noexcept { return --left_ >= 0; }
  // After take() said no: whether time has made room.
  bool refill(const Terms& terms, std::uint32_t now_ms) noexcept {
    const std::int64_t gained = std::int64_t{now_ms - filled_ms_} * terms.a_second / 1000;
    if (terms.a_second == 0) {
      left_ = std::numeric_limits<std::int32_t>::max();
    } else if (gained > 0) {
      left_ = static_cast<std::int32_t>(std::min<std::int64_t>(terms.at_once, left_ + 1 + gained) - 1);
      filled_ms_ = now_ms;
    }
    left_ = std::max(left_, -terms.at_once - 1);
    return left_ >= 0;
  }
  // How many were too many and have not been made up for by time.
  std::int32_t debt() const noexcept { return std::max(0, -left_); }

 private:
  std::int32_t left_;
  std::uint32_t filled_ms_;
};

}  // namespace golive
