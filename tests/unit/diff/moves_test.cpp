#include "diff/moves.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include "diff/list_memory.h"

namespace golive::diff {
namespace {

// Every subset of rows that keeps its order: the largest is the most that can stay.
std::size_t most_that_can_stay(const std::vector<std::uint32_t>& from) {
  std::size_t best = 0;
  for (std::uint32_t subset = 0; subset < (1u << from.size()); ++subset) {
    std::vector<std::uint32_t> chosen;
    bool has_new = false;
    for (std::size_t j = 0; j < from.size(); ++j) {
      if ((subset >> j & 1) == 0) continue;
      chosen.push_back(from[j]);
      has_new |= from[j] == kNowhere;
    }
    if (!has_new && std::is_sorted(chosen.begin(), chosen.end())) best = std::max(best, chosen.size());
  }
  return best;
}

std::vector<std::uint32_t> staying(const std::vector<std::uint32_t>& from) {
  Scratch::Frame frame;
  auto* stays = frame.take<bool>(from.size());
  find_staying(from.data(), static_cast<std::uint32_t>(from.size()), stays, frame);
  std::vector<std::uint32_t> rows;
  for (std::size_t j = 0; j < from.size(); ++j)
    if (stays[j]) rows.push_back(from[j]);
  return rows;
}

TEST(Moves, AreTheFewestOfAllOrders) {
  std::mt19937 random(7);
  for (int round = 0; round < 1500; ++round) {
    std::vector<std::uint32_t> from(random() % 11);
    std::iota(from.begin(), from.end(), 0u);
    std::shuffle(from.begin(), from.end(), random);
    for (auto& old : from)
      if (random() % 4 == 0) old = kNowhere;
    const std::vector<std::uint32_t> rows = staying(from);
    EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end()));
    EXPECT_EQ(rows.size(), most_that_can_stay(from)) << testing::PrintToString(from);
  }
}

TEST(Moves, NothingMovesInOrder) { EXPECT_EQ(staying({3, kNowhere, 5, 8, kNowhere, 9}).size(), 4u); }

TEST(Moves, OneRowToTheFrontMovesAlone) {
  std::vector<std::uint32_t> from{999};
  for (std::uint32_t i = 0; i < 999; ++i) from.push_back(i);
  EXPECT_EQ(staying(from).size(), 999u);
}

TEST(Moves, AnEmptyListHasNone) { EXPECT_TRUE(staying({}).empty()); }

}  // namespace
}  // namespace golive::diff
