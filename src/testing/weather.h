#pragma once
// What the network of one page is like, and what it does to each message: by chance, which follows from a seed.
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>

#include "golive/testing/network.h"

namespace golive::testing {

class Weather {
 public:
  // Ends what cut_after(), cut_after_sending() and part_until() began. `page`: two pages with one seed have different luck.
  void set(const Network& network, std::uint64_t seed, std::uint64_t page);
  const Network& network() const noexcept { return network_; }
  // The connection ends after so many bytes more from the server.
  void cut_after(std::size_t bytes) noexcept { left_ = bytes; }
  // The same of what goes to the server.
  void cut_after_sending(std::size_t bytes) noexcept { left_to_send_ = bytes; }
  // Nothing gets through before.
  void part_until(std::int64_t ns) noexcept { parted_until_ns_ = ns; }
  std::int64_t parted_until_ns() const noexcept { return parted_until_ns_; }

  bool is_by_chance() const noexcept;
  // Every message arrives at once.
  bool is_calm(std::int64_t now_ns) const noexcept { return !bad_ && !left_ && !left_to_send_ && parted_until_ns_ <= now_ns; }
  // Frames may come twice or in another order.
  bool is_lossy() const noexcept { return network_.chaos.duplicate > 0 || network_.chaos.reorder > 0; }

  // When a message that goes now arrives. `before_ns`: when the one before it does.
  std::int64_t arrival_ns(std::int64_t now_ns, std::int64_t before_ns, std::size_t bytes);
  bool refuses() { return chance() < network_.chaos.error; }
  enum class Fate : std::uint8_t { arrives, is_dropped, is_cut, comes_twice, is_swapped };
  Fate fate();
  // Of cut_after(). False: the connection ends within these.
  bool lets_through(std::size_t bytes) noexcept;
  // Of cut_after_sending(): how many of these arrive before the connection ends; nothing if it does not end within or right after them.
  std::optional<std::size_t> cut_within(std::size_t bytes) noexcept;

 private:
  double chance();

  Network network_;
  std::mt19937_64 chance_;
  std::optional<std::size_t> left_;
  std::optional<std::size_t> left_to_send_;
  std::int64_t parted_until_ns_ = std::numeric_limits<std::int64_t>::min();
  bool bad_ = false;
};

}  // namespace golive::testing
