#include "testing/message_limits.h"

#include <gtest/gtest.h>

namespace golive::testing {
namespace {

// `depth` brackets inside of each other.
std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

// So many values in a list.
std::string many(std::size_t count) {
  std::string text = "[0";
  for (std::size_t i = 1; i < count; ++i) text += ",0";
  return text + ']';
}

TEST(MessageLimits, BytesValuesAndLevelsAreCountedAsTheClientDoes) {
  EXPECT_EQ(excess(R"("x",null)"), "");
  EXPECT_EQ(excess('"' + std::string((1 << 20) - 66, 'x') + '"'), "");
  EXPECT_EQ(excess('"' + std::string((1 << 20) - 65, 'x') + '"'), "1048513 bytes, more than 1048576");
  EXPECT_EQ(excess(R"("x",)" + nested(31)), "");
  EXPECT_EQ(excess(R"("x",)" + nested(32)), "more than 32 levels");
  EXPECT_EQ(excess(R"("x",)" + many(9'963)), "");
  EXPECT_EQ(excess(R"("x",)" + many(9'964)), "more than 10000 values");
}

TEST(MessageLimits, WhatStandsInTextsCountsAsBytesOnly) {
  EXPECT_EQ(excess('"' + std::string(20'000, ',') + std::string(100, '[') + R"(\"{\\",null)"), "");
  EXPECT_EQ(excess(R"("\\",)" + nested(32)), "more than 32 levels");
}

}  // namespace
}  // namespace golive::testing
