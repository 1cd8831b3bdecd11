#include <string>
#include <vector>

#include "drawn.h"

namespace golive {
namespace {

std::vector<LogTailLine> lines(std::uint64_t from, std::size_t count) {
  std::vector<LogTailLine> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back({.number = from + i, .text = "started"});
  return all;
}

TEST(LogTail, ShowsLevelTimeAndText) {
  const RenderScope scope;
  const std::vector<LogTailLine> log{{.number = 1, .text = "<b>disk</b> full", .level = LogTailLevel::error, .at = 1764115200}};
  const std::string markup = to_string(log_tail(log, {.title = "Log"}));
  EXPECT_SAYS(markup, R"(role="log" aria-label="Log")");
  EXPECT_SAYS(markup, "&lt;b&gt;disk&lt;/b&gt; full");
  EXPECT_SAYS(words(markup), "00:00:00");
  EXPECT_SAYS(markup, "title=\"2025-11-26 00:00:00\"");
  EXPECT_SAYS(words(markup), "error");
}

TEST(LogTail, ShowsTheNewestAndCountsTheRest) {
  const RenderScope scope;
  const std::string markup = to_string(log_tail(lines(1, 1000), {.lines = 10}));
  EXPECT_EQ(count(markup, "<li "), 10u);
  EXPECT_SAYS(words(markup), "990 older lines not shown");
}

TEST(LogTail, OfNothingSaysSo) {
  const RenderScope scope;
  EXPECT_SAYS(words(to_string(log_tail({}))), "No data");
}

TEST(LogTail, CutsALongLineBetweenTwoCharacters) {
  const RenderScope scope;
  const std::vector<LogTailLine> log{{.number = 1, .text = "aaa\u20ac\u20ac"}};
  const std::string markup = to_string(log_tail(log, {.longest = 5}));
  EXPECT_SAYS(markup, "<span>aaa</span>");
  EXPECT_SAYS(words(markup), "6 bytes more");
}

TEST(LogTail, SendsANewLineAndNoOther) {
  const auto before = lines(1, 200);
  const auto after = lines(2, 200);
  const std::string sent = patch([&] { return log_tail(before); }, [&] { return log_tail(after); });
  EXPECT_EQ(count(sent, "started"), 1u);
  EXPECT_LT(sent.size(), 200u) << sent;
}

}  // namespace
}  // namespace golive
