// Lines that peers can cause as often as they like.
#include "base/log_limit.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "golive/log.h"

namespace golive {
namespace {

TEST(LogLimit, WritesTenLinesASecondAndThenHowManyWereLeftOut) {
  std::vector<std::string> lines;
  set_logger(
      [](const LogRecord& record, void* context) {
        static_cast<std::vector<std::string>*>(context)->push_back(std::string(record.text) + " " +
                                                                   std::to_string(record.begin()->integer));
      },
      &lines);
  LogLimit limit("noise");
  int passed = 0;
  for (int i = 0; i < 1000; ++i) passed += limit.passes_at(1) ? 1 : 0;
  EXPECT_EQ(passed, 10);
  EXPECT_TRUE(lines.empty());
  EXPECT_TRUE(limit.passes_at(2));
  EXPECT_EQ(lines, std::vector<std::string>{"noise 990"});
  EXPECT_TRUE(limit.passes_at(3));
  EXPECT_EQ(lines.size(), 1u) << "nothing was left out";
  set_logger(nullptr);
}

}  // namespace
}  // namespace golive
