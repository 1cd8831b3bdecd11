#include "chart/chart_core.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "base/base64url.h"
#include "base/random.h"

namespace golive::detail {
namespace {

constexpr std::size_t kMostLines = 24;
constexpr std::size_t kFewestPoints = 2;
constexpr std::size_t kMostPoints = 100'000;
// Of one frame, before base64: what a window of 1,000 points of ten lines takes.
constexpr std::size_t kFrameBytes = 48 * 1024;

// The views that watch need to know that there is something, and nothing else.
class ChartBatch final : public FeedBatch {
 public:
  explicit ChartBatch(const ChartCore& core) : core_(core) {}
  void read(std::uint64_t from) override {
    begin_ = from;
    end_ = std::max(from, core_.position());
  }
  FeedPiece after(std::uint64_t next) const override { return {.count = static_cast<std::size_t>(end_ > next ? end_ - next : 0)}; }

 private:
  const ChartCore& core_;  // held by whoever holds the batch
};

std::vector<std::string> usable(std::vector<std::string> names) {
  names.resize(std::clamp<std::size_t>(names.size(), 1, kMostLines));
  return names;
}

template <class T>
void append_little_endian(std::vector<unsigned char>& out, T value) {
  auto bytes = std::bit_cast<std::array<unsigned char, sizeof(T)>>(value);
  if constexpr (std::endian::native == std::endian::big) std::reverse(bytes.begin(), bytes.end());
  out.insert(out.end(), bytes.begin(), bytes.end());
}

// Column by column: first what the differences of each are to, then the differences.
std::vector<unsigned char> packed(const ChartCore::Points& points, std::size_t width) {
  std::vector<unsigned char> bytes;
  bytes.reserve(width * (sizeof(double) + points.count * sizeof(float)));
  const auto number = [&](std::size_t row, std::size_t column) { return points.numbers[row * width + column]; };
  std::vector<double> bases(width, 0);
  for (std::size_t column = 0; column < width; ++column) {
    for (std::size_t row = 0; row < points.count; ++row) {
      if (!std::isfinite(number(row, column))) continue;
      bases[column] = number(row, column);
      break;
    }
    append_little_endian(bytes, bases[column]);
  }
  for (std::size_t column = 0; column < width; ++column) {
    for (std::size_t row = 0; row < points.count; ++row) {
      const double difference = number(row, column) - bases[column];
      const bool fits = std::abs(difference) <= std::numeric_limits<float>::max();
      append_little_endian(bytes, fits ? static_cast<float>(difference) : std::numeric_limits<float>::quiet_NaN());
    }
  }
  return bytes;
}

}  // namespace

ChartCore::ChartCore(std::vector<std::string> names, std::size_t points)
    : names_(usable(std::move(names))),
      points_(std::clamp(points, kFewestPoints, kMostPoints)),
      slots_(std::bit_ceil(2 * points_)),
      id_(random_hex().substr(0, 16)),
      words_(std::make_unique<Word[]>(slots_ * width())) {}

void ChartCore::publish(double at, std::span<const double> values) noexcept {
  const std::uint64_t number = end_.load(std::memory_order_relaxed);
  begun_.store(number + 1, std::memory_order_relaxed);
  Word* const slot = &words_[(number & (slots_ - 1)) * width()];
  store_words(slot, at);
  for (std::size_t line = 0; line < names_.size(); ++line)
    store_words(slot + 1 + line, line < values.size() ? values[line] : std::numeric_limits<double>::quiet_NaN());
  end_.store(number + 1, std::memory_order_release);
}

std::uint64_t ChartCore::oldest() const noexcept {
  const std::uint64_t end = position();
  return end > points_ ? end - points_ : 0;
}

ChartCore::Points ChartCore::copy(std::uint64_t from, std::size_t most) const {
  Points points;
  const std::uint64_t end = position();
  const std::uint64_t first = std::max(from, end > points_ ? end - points_ : 0);
  points.first = first;
  points.count = static_cast<std::size_t>(std::min<std::uint64_t>(end > first ? end - first : 0, most));
  points.numbers.resize(points.count * width());
  double* number = points.numbers.data();
  for (std::uint64_t at = first; at < first + points.count; ++at) {
    const Word* const slot = &words_[(at & (slots_ - 1)) * width()];
    for (std::size_t column = 0; column < width(); ++column) load_words<double>(slot + column, number++);
  }
  // Slots that were begun anew while they were copied are at the front. What was loaded of their new values brought the number along.
  const std::uint64_t begun = begun_.load(std::memory_order_relaxed);
  const std::uint64_t whole = begun > slots_ ? begun - slots_ : 0;
  const auto lost = static_cast<std::size_t>(std::min<std::uint64_t>(whole > first ? whole - first : 0, points.count));
  points.numbers.erase(points.numbers.begin(), points.numbers.begin() + static_cast<std::ptrdiff_t>(lost * width()));
  points.first += lost;
  points.count -= lost;
  return points;
}

std::shared_ptr<FeedBatch> ChartCore::make_batch() const { return std::make_shared<ChartBatch>(*this); }

std::uint64_t ChartCore::write_news(std::uint64_t next, std::string& json) const {
  const std::size_t most = std::max<std::size_t>(kFrameBytes / (width() * sizeof(float)), 1);
  const Points points = copy(next, most);
  if (points.count == 0) return std::max(next, points.first);
  json.append("[").append(std::to_string(points.first)).append(",\"");
  append_base64url(json, packed(points, width()));
  json.append("\"]");
  return points.first + points.count;
}

}  // namespace golive::detail
