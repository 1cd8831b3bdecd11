// What lines carry without naming it.
#include "base/log_context.h"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>

#include "golive/log.h"

namespace golive {
namespace {

using Fields = std::map<std::string, std::string>;

Fields fields_of(std::initializer_list<LogField> fields) {
  Fields seen;
  set_logger(
      [](const LogRecord& record, void* context) {
        for (const LogField& field : record)
          EXPECT_TRUE(static_cast<Fields*>(context)->emplace(field.name, field.text).second) << field.name << " stands there twice";
      },
      &seen);
  log(LogLevel::info, "line", fields);
  set_logger(nullptr);
  return seen;
}

TEST(LogContext, IsOnEveryLineOfItsThreadAndTheInnerOneWins) {
  const LogContext request({{{"request", "abc"}, {"path", "/a"}}});
  {
    const LogContext callback({{{"component", "Counter"}, {"event", ""}, {"path", "/b"}}});
    EXPECT_EQ(fields_of({{"own", "1"}}), (Fields{{"own", "1"}, {"component", "Counter"}, {"path", "/b"}, {"request", "abc"}}));
    EXPECT_EQ(fields_of({{"path", "/own"}}).at("path"), "/own");
  }
  EXPECT_EQ(fields_of({}), (Fields{{"request", "abc"}, {"path", "/a"}}));
}

TEST(Log, ALoggerThatThrowsLosesItsLineAndNothingElse) {
  set_logger([](const LogRecord&, void*) { throw std::runtime_error("the disk is full"); });
  log(LogLevel::error, "line");
  set_logger(nullptr);
}

TEST(LogThrows, ALoggerThatThrowsDoesNoHarmAndIsToldOfOnce) {
  set_logger([](const LogRecord&, void*) { throw std::runtime_error("disk full"); });
  testing::internal::CaptureStderr();
  log(LogLevel::info, "first");
  log(LogLevel::info, "second");
  const std::string text = testing::internal::GetCapturedStderr();
  set_logger(nullptr);
  const std::string_view told = "the logger threw, its lines are lost";
  ASSERT_NE(text.find(told), std::string::npos) << text;
  EXPECT_EQ(text.find(told, text.find(told) + 1), std::string::npos) << text;
}

}  // namespace
}  // namespace golive
