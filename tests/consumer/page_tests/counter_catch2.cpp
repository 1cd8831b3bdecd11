#define CATCH_CONFIG_MAIN
#include <golive/testing.h>
#include <catch2/catch.hpp>

#include "counter.h"

TEST_CASE("a counter counts clicks") {
  auto page = golive::testing::live<Counter>("/");
  CHECK(page.text("output") == "0");
  page.click("button", "+");
  CHECK(page.text("output") == "1");
}

TEST_CASE("a button that is not there is a failure") {
  auto page = golive::testing::live<Counter>("/");
  CHECK_THROWS_AS(page.click("button", "-"), golive::testing::Failure);
}
