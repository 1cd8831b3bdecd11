// How far a view may run ahead of its browser.
#include "live/pace.h"

#include <gtest/gtest.h>

namespace golive::live {
namespace {

TEST(PaceTest, RareSmallPushesAskForNothing) {
  Pace pace;
  for (std::uint64_t seq = 1; seq <= 20; ++seq) {
    EXPECT_FALSE(pace.asks(false));
    pace.sent(seq, 30, false);
  }
  EXPECT_TRUE(pace.is_open());
}

TEST(PaceTest, OfPushesInAHurryTheThirdAsksAndThenEverySecond) {
  Pace pace;
  EXPECT_FALSE(pace.asks(false));
  EXPECT_FALSE(pace.asks(true));
  EXPECT_FALSE(pace.asks(true));
  EXPECT_TRUE(pace.asks(true));
  EXPECT_FALSE(pace.asks(true));
  EXPECT_TRUE(pace.asks(true));
  EXPECT_FALSE(pace.asks(false));
}

TEST(PaceTest, WhatNobodyConfirmedAsksWhenItIsMuch) {
  Pace pace;
  pace.sent(1, Pace::kUnaskedBytes - 1, false);
  EXPECT_FALSE(pace.asks(false));
  pace.sent(2, 1, false);
  EXPECT_TRUE(pace.asks(false));
  pace.confirm(2);
  EXPECT_FALSE(pace.asks(false));
}

TEST(PaceTest, IsClosedWhenTwoAskedFramesAreOnTheirWayAndOpensWithTheFirstConfirmed) {
  Pace pace;
  for (std::uint64_t seq = 1; seq <= Pace::kFrames; ++seq) {
    EXPECT_TRUE(pace.is_open()) << seq;
    pace.sent(seq, 100, true);
  }
  EXPECT_FALSE(pace.is_open());
  pace.confirm(0);
  EXPECT_FALSE(pace.is_open());
  pace.confirm(1);
  EXPECT_TRUE(pace.is_open());
}

TEST(PaceTest, IsClosedByBytesThatWereSentUnaskedBefore) {
  Pace pace;
  pace.sent(1, 100'000, false);  // a whole page
  EXPECT_TRUE(pace.is_open());
  pace.sent(2, 10, true);
  EXPECT_FALSE(pace.is_open());
  pace.confirm(1);
  EXPECT_FALSE(pace.is_open());
  pace.confirm(2);
  EXPECT_TRUE(pace.is_open());
}

TEST(PaceTest, AnswersThatAreSentBeyondTheWindowAreConfirmedToo) {
  Pace pace;
  for (std::uint64_t seq = 1; seq <= 10; ++seq) pace.sent(seq, 5'000, true);
  pace.confirm(9);
  EXPECT_FALSE(pace.is_open());
  pace.confirm(10);
  EXPECT_TRUE(pace.is_open());
}

TEST(PaceTest, ANewConnectionBeginsAnew) {
  Pace pace;
  for (std::uint64_t seq = 1; seq <= Pace::kFrames; ++seq) pace.sent(seq, 100, true);
  pace.restart();
  EXPECT_TRUE(pace.is_open());
}

}  // namespace
}  // namespace golive::live
