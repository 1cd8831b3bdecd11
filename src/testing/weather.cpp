#include "testing/weather.h"

#include <algorithm>
#include <utility>

#include "testing/chance.h"

namespace golive::testing {
void Weather::set(const Network& network, std::uint64_t seed, std::uint64_t page) {
  network_ = network;
  bad_ = network.bytes_per_second > 0 || network.chaos.latency_mean > Duration::zero() || is_by_chance();
  left_.reset();
  left_to_send_.reset();
  parted_until_ns_ = std::numeric_limits<std::int64_t>::min();
  if (!is_by_chance()) return;
  std::seed_seq seeds{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32), static_cast<std::uint32_t>(page)};
  chance_.seed(seeds);
}

bool Weather::is_by_chance() const noexcept {
  const ChaosTransport& chaos = network_.chaos;
  return chaos.latency_spread > Duration::zero() || chaos.drop > 0 || chaos.duplicate > 0 || chaos.reorder > 0 || chaos.truncate > 0 ||
         chaos.error > 0;
}

double Weather::chance() { return chance_of(chance_); }

std::int64_t Weather::arrival_ns(std::int64_t now_ns, std::int64_t before_ns, std::size_t bytes) {
  const ChaosTransport& chaos = network_.chaos;
  const double delay =
      static_cast<double>(chaos.latency_mean.count()) + (2 * chance() - 1) * static_cast<double>(chaos.latency_spread.count());
  std::int64_t arrives = std::max(before_ns, now_ns + std::max<std::int64_t>(0, static_cast<std::int64_t>(delay)));
  constexpr double kSecond = 1e9;
  if (network_.bytes_per_second > 0)
    arrives += static_cast<std::int64_t>(kSecond * static_cast<double>(bytes) / static_cast<double>(network_.bytes_per_second));
  return arrives;
}

Weather::Fate Weather::fate() {
  const ChaosTransport& chaos = network_.chaos;
  const std::pair<double, Fate> fates[] = {{chaos.drop, Fate::is_dropped},
                                           {chaos.truncate, Fate::is_cut},
                                           {chaos.duplicate, Fate::comes_twice},
                                           {chaos.reorder, Fate::is_swapped}};
  double left = chance();
  for (const auto& [rate, fate] : fates) {
    left -= rate;
    if (left < 0) return fate;
  }
  return Fate::arrives;
}

bool Weather::lets_through(std::size_t bytes) noexcept {
  if (!left_) return true;
  if (bytes < *left_) {
    *left_ -= bytes;
    return true;
  }
  left_.reset();
  return false;
}

std::optional<std::size_t> Weather::cut_within(std::size_t bytes) noexcept {
  if (!left_to_send_) return std::nullopt;
  if (bytes >= *left_to_send_) return std::exchange(left_to_send_, std::nullopt);
  *left_to_send_ -= bytes;
  return std::nullopt;
}

}  // namespace golive::testing
