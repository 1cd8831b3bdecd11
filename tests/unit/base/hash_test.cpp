#include "base/hash.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <string>
#include <unordered_set>

namespace golive {
namespace {

constexpr std::uint64_t kKey = 0x1234567890abcdef;

TEST(Hash, DependsOnTheKey) {
  EXPECT_NE(hash_bytes(1, "x"), hash_bytes(2, "x"));
  EXPECT_NE(hash_value(1, 7), hash_value(2, 7));
  EXPECT_EQ(hash_bytes(kKey, "same"), hash_bytes(kKey, "same"));
  EXPECT_EQ(process_hash_key(), process_hash_key());
}

TEST(Hash, TellsLengthsApart) {
  std::unordered_set<std::uint64_t> seen;
  const std::string zeros(300, '\0');
  for (std::size_t size = 0; size <= zeros.size(); ++size) EXPECT_TRUE(seen.insert(hash_bytes(kKey, {zeros.data(), size})).second) << size;
}

// Every bit of the input moves about half of the bits of the hash.
TEST(Hash, EveryBitOfATextCounts) {
  for (const std::size_t size : {1u, 2u, 3u, 4u, 5u, 7u, 8u, 9u, 15u, 16u, 17u, 31u, 32u, 33u, 63u, 64u, 65u, 200u}) {
    std::string text(size, 'a');
    const std::uint64_t before = hash_bytes(kKey, text);
    for (std::size_t bit = 0; bit < size * 8; ++bit) {
      text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
      const int moved = std::popcount(before ^ hash_bytes(kKey, text));
      EXPECT_GT(moved, 8) << size << " bytes, bit " << bit;
      EXPECT_LT(moved, 56) << size << " bytes, bit " << bit;
      text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
    }
  }
}

TEST(Hash, NumbersDoNotCollide) {
  std::unordered_set<std::uint64_t> seen;
  for (std::int64_t i = -50000; i < 50000; ++i) ASSERT_TRUE(seen.insert(hash_value(kKey, i)).second) << i;
}

TEST(Hash, NumbersSpreadOverAllBits) {
  int ones[64] = {};
  constexpr int kCount = 20000;
  for (int i = 0; i < kCount; ++i)
    for (int bit = 0; bit < 64; ++bit) ones[bit] += static_cast<int>(hash_value(kKey, i) >> bit & 1);
  for (const int count : ones) EXPECT_NEAR(count, kCount / 2, kCount / 20);
}

}  // namespace
}  // namespace golive
