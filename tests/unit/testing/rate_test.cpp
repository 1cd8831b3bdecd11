#include "testing/rate.h"

#include <gtest/gtest.h>

#include <string>

#include "unit/testing/event_page.h"

namespace golive {
namespace {

using test::EventPage;

constexpr std::int64_t ms(std::int64_t count) { return count * 1'000'000; }
std::string input(std::string_view value) { return "lv-input i {\"value\":\"" + std::string(value) + "\",\"name\":\"a\"}\n"; }

TEST(Rate, ADebouncedEditIsSentWhenTypingStops) {
  EventPage page("<input id=a name=a lv-input=i lv-debounce=200>");
  page.events.fill(page["a"], "1");
  page.events.advance_to(ms(150));
  page.events.fill(page["a"], "12");
  EXPECT_EQ(page.events.next_due_ns(), ms(350));
  page.events.advance_to(ms(349));
  EXPECT_EQ(page.log(), "");
  page.events.advance_to(ms(350));
  EXPECT_EQ(page.log(), input("12"));
  EXPECT_EQ(page.events.next_due_ns(), std::nullopt);
}

TEST(Rate, LeavingAFieldSendsWhatWaits) {
  EventPage page("<input id=a name=a lv-input=i lv-debounce=blur>");
  page.events.fill(page["a"], "1");
  page.events.advance_to(ms(100'000));
  EXPECT_EQ(page.log(), "");
  page.events.blur();
  EXPECT_EQ(page.log(), input("1"));
}

TEST(Rate, SubmittingSendsWhatWaitsFirst) {
  EventPage page("<form id=f lv-submit=s><input id=a name=a lv-input=i lv-debounce></form>");
  page.events.fill(page["a"], "1");
  EXPECT_EQ(page.events.next_due_ns(), ms(300)) << "without a number";
  page.events.submit(page["f"]);
  EXPECT_EQ(page.log(), input("1") + "lv-submit s {\"a\":\"1\"}\n");
}

TEST(Rate, AThrottledClickIsSentAtOnceAndTheLastOneLater) {
  EventPage page("<button id=x lv-click=go lv-throttle=100></button>");
  for (int i = 0; i < 3; ++i) page.events.click(page["x"]);
  EXPECT_EQ(page.log(), "lv-click go null\n");
  page.events.advance_to(ms(100));
  EXPECT_EQ(page.log(), "lv-click go null\n");
  page.events.click(page["x"]);
  EXPECT_EQ(page.log(), "") << "the late one began another space";
  page.events.advance_to(ms(200));
  EXPECT_EQ(page.log(), "lv-click go null\n");
  page.events.advance_to(ms(1000));
  EXPECT_EQ(page.log(), "");
  page.events.click(page["x"]);
  EXPECT_EQ(page.log(), "lv-click go null\n");
}

TEST(Rate, AValueThatWaitsIsNotWrittenOver) {
  EventPage page("<input id=a name=a lv-input=i lv-debounce=200>");
  page.events.fill(page["a"], "mine");
  page.editor.set_attribute(page["a"], "value", "servers");
  EXPECT_EQ(page.events.state().value(page["a"]), "mine");
  page.events.advance_to(ms(200));
  EXPECT_EQ(page.log(), input("mine"));
  page.events.settle();
  EXPECT_EQ(page.events.state().value(page["a"]), "mine") << "sent, not answered";
  page.events.answered(page.newest);
  page.events.settle();
  EXPECT_EQ(page.events.state().value(page["a"]), "servers");
}

TEST(Rate, WhatIsGoneSendsNothing) {
  EventPage page("<input id=a name=a lv-input=i lv-debounce=200>");
  page.events.fill(page["a"], "1");
  page.editor.remove(page["a"]);
  page.events.advance_to(ms(1000));
  EXPECT_EQ(page.log(), "");
}

}  // namespace
}  // namespace golive
