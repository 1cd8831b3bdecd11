// The numbers of the last minute.
#include "panel/history.h"

#include <gtest/gtest.h>

#include <cmath>

namespace golive::panel {
namespace {

using namespace std::chrono_literals;

class HistoryTest : public ::testing::Test {
 protected:
  HistoryTest() { history_.resize(2); }
  void record(std::chrono::milliseconds at, double number) {
    history_.record(History::Clock::time_point(1h) + at, [&](std::span<double> numbers) {
      ++reads_;
      numbers[0] = number;
      numbers[1] = -number;
    });
  }
  History history_;
  int reads_ = 0;
};

TEST_F(HistoryTest, TakesOneNumberASecondWhoeverAsks) {
  EXPECT_TRUE(history_.newest()->row(0).empty());
  record(0ms, 1);
  record(300ms, 2);
  record(950ms, 3);
  EXPECT_EQ(reads_, 2);
  ASSERT_EQ(history_.newest()->count, 2u);
  EXPECT_EQ(history_.newest()->row(0)[0], 1);
  EXPECT_EQ(history_.newest()->row(1)[1], -3);
}

TEST_F(HistoryTest, BeginsAnewWithTheClockOfAnotherTest) {
  record(0ms, 1);
  record(1s, 2);
  record(-1h, 3);
  ASSERT_EQ(history_.newest()->count, 1u);
  EXPECT_EQ(history_.newest()->row(0)[0], 3);
}

TEST_F(HistoryTest, IsBoundedToAMinute) {
  for (int i = 0; i < 200; ++i) record(i * 1s, i);
  ASSERT_EQ(history_.newest()->count, Minute::kSeconds);
  EXPECT_EQ(history_.newest()->row(0).front(), 140);
  EXPECT_EQ(history_.newest()->row(0).back(), 199);
}

TEST_F(HistoryTest, HasGapsWhereNobodyAsked) {
  record(0s, 1);
  record(3s, 2);
  const auto minute = history_.newest();
  ASSERT_EQ(minute->count, 4u);
  EXPECT_TRUE(std::isnan(minute->row(0)[1]));
  EXPECT_TRUE(std::isnan(minute->row(0)[2]));
  EXPECT_EQ(minute->row(0)[3], 2);
}

TEST_F(HistoryTest, BeginsAnewAfterAMinuteWithoutViewers) {
  record(0s, 1);
  record(500s, 2);
  ASSERT_EQ(history_.newest()->count, 1u);
  EXPECT_EQ(history_.newest()->row(0)[0], 2);
}

TEST_F(HistoryTest, WhatWasTakenOutDoesNotChange) {
  record(0s, 1);
  const auto before = history_.newest();
  record(1s, 2);
  EXPECT_EQ(before->row(0).back(), 1);
  EXPECT_NE(before->version, history_.newest()->version);
}

}  // namespace
}  // namespace golive::panel
