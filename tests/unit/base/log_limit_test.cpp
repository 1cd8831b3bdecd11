// Lines that peers can cause as often as they like.
#include "base/log_limit.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/log_context.h"

namespace golive {
namespace {

// Each line as "TEXT LEVEL FIELD=VALUE ...", all values as numbers.
class LogLimitTest : public ::testing::Test {
 protected:
  LogLimitTest() {
    set_logger(
        [](const LogRecord& record, void* lines) {
          std::string line = std::string(record.text) + " " + std::to_string(static_cast<int>(record.level));
          for (const LogField& field : record) line.append(" ").append(field.name).append("=").append(std::to_string(field.integer));
          static_cast<std::vector<std::string>*>(lines)->push_back(std::move(line));
        },
        &lines_);
  }
  ~LogLimitTest() override {
    set_logger(nullptr);
    set_log_level(LogLevel::info);
  }
  int passed(LogLimit& limit, int lines, std::int64_t second) {
    int count = 0;
    for (int i = 0; i < lines; ++i) count += limit.passes_at(second) ? 1 : 0;
    return count;
  }

  std::vector<std::string> lines_;
};

TEST_F(LogLimitTest, WritesTenLinesASecondAndThenHowManyWereLeftOut) {
  LogLimit limit(LogLevel::warning, "noise");
  EXPECT_EQ(passed(limit, 1000, 1), 10);
  EXPECT_TRUE(lines_.empty());
  EXPECT_TRUE(limit.passes_at(2));
  EXPECT_EQ(lines_, std::vector<std::string>{"noise 2 left_out=990"});
  EXPECT_TRUE(limit.passes_at(3));
  EXPECT_EQ(lines_.size(), 1u) << "nothing was left out";
}

TEST_F(LogLimitTest, TheNumberLeftOutIsOfTheLevelOfItsLinesAndNotOfTheCallbackThatWritesIt) {
  LogLimit limit(LogLevel::info, "noise");
  const LogContext context({{{"component", "Counter"}, {"view", "lv-0-1"}}});
  EXPECT_EQ(passed(limit, 11, 1), 10);
  EXPECT_TRUE(limit.passes_at(2));
  EXPECT_EQ(lines_, std::vector<std::string>{"noise 1 left_out=1"});
  log(LogLevel::info, "next");
  EXPECT_EQ(lines_.back(), "next 1 component=0 view=0") << "the context goes on after it";
}

TEST_F(LogLimitTest, LinesThatTheLevelHidesAreNotCounted) {
  LogLimit limit(LogLevel::info, "noise");
  set_log_level(LogLevel::warning);
  EXPECT_EQ(passed(limit, 1000, 1), 0);
  EXPECT_EQ(passed(limit, 1000, 2), 0);
  set_log_level(LogLevel::info);
  EXPECT_EQ(passed(limit, 12, 2), 10);
  EXPECT_TRUE(limit.passes_at(3));
  EXPECT_EQ(lines_, std::vector<std::string>{"noise 1 left_out=2"});
}

}  // namespace
}  // namespace golive
