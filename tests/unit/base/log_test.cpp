#include "golive/log.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/log_sink.h"

namespace golive {
namespace {

std::string line_of(std::string_view text, std::initializer_list<LogField> fields) {
  std::string line;
  append_log_line(line, LogRecord{LogLevel::info, text, fields.begin(), fields.size()});
  return line;
}

class LogTest : public testing::Test {
 protected:
  LogTest() { set_logger(&collect, &lines_); }
  ~LogTest() override {
    set_logger(nullptr);
    set_log_level(LogLevel::info);
  }
  static void collect(const LogRecord& record, void* context) {
    append_log_line(static_cast<std::vector<std::string>*>(context)->emplace_back(), record);
  }
  std::vector<std::string> lines_;
};

TEST_F(LogTest, WritesFieldsBehindTheText) {
  log(LogLevel::info, "view ended", {{"id", "lv-0-x"}, {"event", 7}, {"ms", 1.5}, {"again", true}, {"bytes", std::size_t{12}}});
  ASSERT_EQ(lines_.size(), 1u);
  EXPECT_EQ(lines_[0], "view ended id=lv-0-x event=7 ms=1.5 again=true bytes=12");
}

TEST_F(LogTest, DropsWhatIsBelowTheLevel) {
  set_log_level(LogLevel::warning);
  log(LogLevel::info, "quiet");
  log(LogLevel::warning, "loud");
  EXPECT_EQ(lines_, std::vector<std::string>{"loud"});
  EXPECT_FALSE(log_enabled(LogLevel::debug));
  set_log_level(LogLevel::off);
  log(LogLevel::error, "never");
  EXPECT_EQ(lines_.size(), 1u);
}

TEST(LogLine, AValueCannotForgeAnotherLineOrField) {
  EXPECT_EQ(line_of("x", {{"v", "a\nerror forged"}}), R"(x v="a\nerror forged")");
  EXPECT_EQ(line_of("x", {{"v", "a id=9"}}), R"(x v="a id=9")");
  EXPECT_EQ(line_of("x", {{"v", "q\"b\\\x1b"}}), R"(x v="q\"b\\\x1b")");
  EXPECT_EQ(line_of("x", {{"v", ""}}), R"(x v="")");
  EXPECT_EQ(line_of("x\ny", {}), R"(x\ny)");
}

TEST(LogDefaultSink, WritesToStandardError) {
  testing::internal::CaptureStderr();
  log(LogLevel::warning, "disk nearly full", {{"percent", 97}});
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_NE(text.find("disk nearly full percent=97"), std::string::npos) << text;
  EXPECT_NE(text.find("warning"), std::string::npos) << text;
}

}  // namespace
}  // namespace golive
