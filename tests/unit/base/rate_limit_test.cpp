#include "base/rate_limit.h"

#include <gtest/gtest.h>

namespace golive {
namespace {

constexpr RateLimit::Terms kTerms{.a_second = 100, .at_once = 50};

int passing(RateLimit& limit, const RateLimit::Terms& terms, std::uint32_t now, int tries) {
  int passed = 0;
  for (int i = 0; i < tries; ++i) passed += limit.take() || limit.refill(terms, now) ? 1 : 0;
  return passed;
}

TEST(RateLimit, SoManyAtOnceThenAtItsRate) {
  RateLimit limit(kTerms, 1000);
  EXPECT_EQ(passing(limit, kTerms, 1000, 50), 50);
  EXPECT_EQ(passing(limit, kTerms, 1000, 10), 0);
  EXPECT_EQ(limit.debt(), 10);
  EXPECT_EQ(passing(limit, kTerms, 1250, 25), 15) << "25 in a quarter of a second, and what was too much counts";
}

TEST(RateLimit, OneWhoKeepsToItIsNeverRefused) {
  RateLimit limit(kTerms, 0);
  for (std::uint32_t now = 0; now < 100'000; now += 250) ASSERT_EQ(passing(limit, kTerms, now, 25), 25) << now;
}

TEST(RateLimit, APauseGivesBackNoMoreThanItsAtOnce) {
  RateLimit limit(kTerms, 0);
  EXPECT_EQ(passing(limit, kTerms, 0, 60), 50);
  EXPECT_EQ(passing(limit, kTerms, 3'600'000, 1000), 50);
}

TEST(RateLimit, OneWhoIsAlwaysTooFastStaysInDebtThatIsBounded) {
  RateLimit limit(kTerms, 0);
  for (std::uint32_t now = 0; now < 10'000; now += 250) passing(limit, kTerms, now, 1000);
  EXPECT_EQ(limit.debt(), 51);
}

TEST(RateLimit, TheClockMayWrap) {
  RateLimit limit(kTerms, 0xffffff00);
  EXPECT_EQ(passing(limit, kTerms, 0xffffff00, 60), 50);
  EXPECT_EQ(passing(limit, kTerms, 1000 - 0x100, 60), 50);
}

TEST(RateLimit, WithoutARateThereIsNone) {
  RateLimit limit({}, 0);
  EXPECT_EQ(passing(limit, {}, 0, 100'000), 100'000);
}

}  // namespace
}  // namespace golive
