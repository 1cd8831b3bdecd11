#pragma once
// How long the rounds of a loop took: a histogram that costs a round two instructions and never allocates.
#include <array>
#include <cstdint>

namespace golive::examples {

class LoopTimes {
 public:
  void add(std::int64_t nanoseconds) {
    const auto bin = static_cast<std::size_t>(nanoseconds / kBinNs);
    ++bins_[bin < kBins ? bin : kBins];
    ++count_;
    if (nanoseconds > longest_) longest_ = nanoseconds;
  }
  // Microseconds that `share` (0.999) of the rounds took at most; the longest of all for those beyond 200 us.
  double within(double share) const {
    const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(count_));
    std::uint64_t seen = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
      seen += bins_[bin];
      if (seen >= wanted) return static_cast<double>((bin + 1) * kBinNs) / 1e3;
    }
    return longest();
  }
  double longest() const { return static_cast<double>(longest_) / 1e3; }
  std::uint64_t count() const { return count_; }

 private:
  static constexpr std::int64_t kBinNs = 20;
  static constexpr std::size_t kBins = 10'000;  // up to 200 us

  std::array<std::uint64_t, kBins + 1> bins_{};
  std::uint64_t count_ = 0;
  std::int64_t longest_ = 0;
};

}  // namespace golive::examples
