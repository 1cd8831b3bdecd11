#include "http/date.h"

#include <gtest/gtest.h>

#include <clocale>
#include <ctime>
#include <string>

namespace golive::http {
namespace {

TEST(HttpDate, IsNowInTheFormOfRfc9110) {
  const std::string text(date_now());
  std::tm parsed{};
  const char* end = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parsed);
  ASSERT_NE(end, nullptr) << text;
  EXPECT_EQ(*end, '\0') << text;
  EXPECT_NEAR(static_cast<double>(::timegm(&parsed)), static_cast<double>(std::time(nullptr)), 2.0);
}

}  // namespace
}  // namespace golive::http
