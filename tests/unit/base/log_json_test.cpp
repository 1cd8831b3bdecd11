// Lines for machines: whatever is logged, each is one line of valid JSON.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <limits>
#include <string>

#include "base/log_sink.h"

namespace golive {
namespace {

std::string line_of(std::string_view text, std::initializer_list<LogField> fields) {
  std::string line;
  append_json_line(line, LogRecord{LogLevel::error, text, fields.begin(), fields.size()}, 1'740'830'400'007'000'000);
  return line;
}

boost::json::object parsed(std::string_view text, std::initializer_list<LogField> fields) {
  return boost::json::parse(line_of(text, fields)).as_object();
}

TEST(LogJson, AFieldKeepsItsType) {
  EXPECT_EQ(
      line_of("GL0411 view ended", {{"view", "lv-0-x"}, {"n", -7}, {"ms", 1.5}, {"again", true}}),
      R"({"time":"2025-03-01T12:00:00.007Z","level":"error","text":"GL0411 view ended","view":"lv-0-x","n":-7,"ms":1.5,"again":true})");
}

TEST(LogJson, HostileValuesComeBackAsTheyWere) {
  std::string all;
  for (int c = 0; c < 0x80; ++c) all += static_cast<char>(c);
  for (const std::string& value : {all, std::string("a\",\"level\":\"info"), std::string("\\"), std::string("</script>\xe2\x80\xa8")}) {
    const std::string line = line_of(value, {{"v", value}, {value, "v"}});
    EXPECT_EQ(line.find('\n'), std::string::npos);
    const auto object = boost::json::parse(line).as_object();
    EXPECT_EQ(object.at("text").as_string(), value);
    EXPECT_EQ(object.at("v").as_string(), value);
    EXPECT_EQ(object.at(value).as_string(), "v");
    EXPECT_EQ(object.at("level").as_string(), "error");
  }
}

TEST(LogJson, WhatIsNotUtf8IsRepaired) {
  for (const std::string_view value : {"\xff\xfe", "\xc3", "a\xed\xa0\x80z", "\xf4\x90\x80\x80", "\xc0\xaf"}) {
    const auto object = parsed("x", {{"v", value}, {"after", 1}});
    EXPECT_NE(object.at("v").as_string().find("\xef\xbf\xbd"), boost::json::string::npos);
    EXPECT_EQ(object.at("after").as_int64(), 1);
  }
}

TEST(LogJson, NumbersThatJsonDoesNotHaveAreNull) {
  EXPECT_TRUE(parsed("x", {{"v", std::numeric_limits<double>::quiet_NaN()}}).at("v").is_null());
  EXPECT_TRUE(parsed("x", {{"v", -std::numeric_limits<double>::infinity()}}).at("v").is_null());
  EXPECT_EQ(parsed("x", {{"v", std::numeric_limits<std::int64_t>::min()}}).at("v").as_int64(), std::numeric_limits<std::int64_t>::min());
}

TEST(LogJson, TheDefaultLoggerWritesALineARecord) {
  set_log_format(LogFormat::json);
  testing::internal::CaptureStderr();
  log(LogLevel::warning, "one", {{"v", "a\nb"}});
  log(LogLevel::info, "two");
  const std::string text = testing::internal::GetCapturedStderr();
  set_log_format(LogFormat::text);
  const std::size_t end = text.find('\n');
  EXPECT_EQ(boost::json::parse(text.substr(0, end)).at("v").as_string(), "a\nb");
  EXPECT_EQ(boost::json::parse(text.substr(end + 1)).at("text").as_string(), "two");
}

}  // namespace
}  // namespace golive
