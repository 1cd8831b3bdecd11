#include <golive/testing.h>
#include <gtest/gtest.h>

#include "counter.h"

TEST(Counter, CountsClicks) {
  auto page = golive::testing::live<Counter>("/");
  EXPECT_EQ(page.text("output"), "0");
  page.click("button", "+");
  EXPECT_EQ(page.text("output"), "1");
}

TEST(Counter, AButtonThatIsNotThereIsAFailure) {
  auto page = golive::testing::live<Counter>("/");
  EXPECT_THROW(page.click("button", "-"), golive::testing::Failure);
}
