#include "base/nearest_name.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace golive {
namespace {

constexpr std::size_t kLongestName = 64;

// https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance (optimal string alignment)
std::size_t slips(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string_view nearest_name(std::string_view written, std::span<const std::string_view> names) {
  std::string_view nearest;
  if (written.size() > kLongestName) return nearest;
  std::size_t limit = std::max<std::size_t>(2, written.size() / 3) + 1;
  for (const std::string_view name : names) {
    const std::size_t count = name.size() > kLongestName ? limit : slips(written, name);
    if (count >= limit) continue;
    nearest = name;
    limit = count;
  }
  return nearest;
}

}  // namespace golive
