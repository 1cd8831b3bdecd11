// What the client shows of events on their way, while they are.
#include <golive/testing.h>
#include <gtest/gtest.h>

#include "unit/testing/desk.h"
#include "unit/testing/failure_of.h"

namespace golive::testing {
namespace {

using pages::Desk;

constexpr std::string_view kLoading = ".lv-loading";
constexpr std::string_view kRoot = "[data-live-view]";

Page slow() {
  Page page = live<Desk>();
  page.latency(100ms);
  return page;
}

TEST(ClientMarks, AnElementIsLoadingUntilItsEventIsAnswered) {
  Page page = slow();
  page.click("#count + button ~ output");
  EXPECT_EQ(page.count(kLoading), 0u) << "nothing is bound there";
  page.click("#link");
  EXPECT_TRUE(page.has_class("#link", "lv-loading"));
  EXPECT_FALSE(page.has_class("#link", "lv-pending")) << "it was sent at once";
  EXPECT_NE(page.html().find(R"(class="lv-loading")"), std::string::npos);
  page.advance(199ms);
  EXPECT_EQ(page.count(kLoading), 1u);
  page.advance(1ms);
  EXPECT_EQ(page.count(kLoading), 0u);
  EXPECT_EQ(page.text("output"), "1");
}

TEST(ClientMarks, OfTwoEventsTheLastAnswerCounts) {
  Page page = slow();
  page.input("input[name=title]", "a").advance(100ms).advance(100ms).input("input[name=title]", "ab").advance(100ms);
  EXPECT_EQ(page.text("p"), "a,");
  EXPECT_TRUE(page.has_class("form", "lv-loading"));
  page.advance(200ms);
  EXPECT_EQ(page.text("p"), "ab,");
  EXPECT_EQ(page.attr("form", "class"), "");
}

TEST(ClientMarks, ClassesOfTheServerAreWrittenBesideThem) {
  Page page = slow();
  page.click("#link").advance(100ms).click("#go").advance(100ms);
  EXPECT_EQ(page.attr("#go", "class"), "big lv-loading odd");
  page.advance(100ms);
  EXPECT_EQ(page.attr("#go", "class"), "big even");
}

TEST(ClientMarks, AViewTellsThatItIsAway) {
  Page page = live<Desk>();
  EXPECT_EQ(page.attr(kRoot, "class"), "lv-connected");
  page.disconnect();
  EXPECT_EQ(page.attr(kRoot, "class"), "lv-disconnected");
  page.click("#link");
  EXPECT_EQ(page.attr("#link", "class"), "lv-loading lv-pending");
  page.advance(30s);
  EXPECT_TRUE(page.has_class("#link", "lv-pending"));
  page.reconnect();
  EXPECT_EQ(page.attr(kRoot, "class"), "lv-connected");
  EXPECT_EQ(page.attr("#link", "class"), "");
  EXPECT_EQ(page.text("output"), "1");
}

TEST(ClientMarks, WhatWaitedIsPendingUntilItIsSent) {
  Page page = slow();
  page.disconnect().click("#link").reconnect();
  EXPECT_EQ(page.attr("#link", "class"), "lv-loading");
  page.advance(200ms);
  EXPECT_EQ(page.attr("#link", "class"), "");
}

TEST(ClientMarks, AViewThatEndedByAnExceptionShowsIt) {
  Page page = slow();
  page.click("#fail");
  EXPECT_NE(failure_of([&] { page.advance(200ms); }).find("the desk is on fire"), std::string::npos);
  EXPECT_EQ(page.attr(kRoot, "class"), "lv-disconnected lv-error");
  EXPECT_EQ(page.attr("#fail", "class"), "lv-error");
  page.until([&] { return page.has_class(kRoot, "lv-connected"); });
  EXPECT_EQ(page.attr("#fail", "class"), "lv-error");
}

TEST(ClientMarks, WhatWasRefusedShowsItUntilTheNextOne) {
  Page page = live<Desk>();
  EXPECT_NE(failure_of([&] { page.click("#count"); }).find("the server refused"), std::string::npos);
  EXPECT_EQ(page.attr("#count", "class"), "lv-error");
  page.latency(100ms);
  page.click("#count");
  EXPECT_EQ(page.attr("#count", "class"), "lv-loading");
}

TEST(ClientMarks, AButtonIsDisabledUntilItsEventIsAnswered) {
  Page page = slow();
  page.click("#go");
  EXPECT_FALSE(page.enabled("#go"));
  EXPECT_EQ(page.text("#go"), "Going");
  EXPECT_FALSE(page.focused("#go")) << "a disabled button has no focus";
  EXPECT_NE(failure_of([&] { page.click("#go"); }).find("it is disabled"), std::string::npos);
  page.advance(200ms);
  EXPECT_TRUE(page.enabled("#go"));
  EXPECT_TRUE(page.focused("#go"));
  EXPECT_EQ(page.text("#go"), "Go 1");
  page.click("#go").advance(200ms);
  EXPECT_EQ(page.text("#go"), "Go 2") << "what the server writes still reaches it";
}

TEST(ClientMarks, AFormsButtonsAreDisabledWhileItIsSubmitted) {
  Page page = slow();
  page.submit("form", {{"title", "milk"}});
  EXPECT_EQ(page.text("form button"), "Saving");
  EXPECT_TRUE(page.has_class("form", "lv-loading"));
  EXPECT_NE(failure_of([&] { page.submit("form"); }).find("is disabled"), std::string::npos);
  page.advance(200ms);
  EXPECT_EQ(page.html("form button"), "Save <b>1</b>");
  EXPECT_EQ(page.text("p"), "milk, milk");
}

TEST(ClientMarks, AnInputShowsItAsItsValueAndALinkAsItsText) {
  Page page = slow();
  page.click("#old").click("#link");
  EXPECT_EQ(page.value("#old"), "Working");
  EXPECT_FALSE(page.enabled("#old"));
  EXPECT_EQ(page.text("#link"), "Following");
  EXPECT_FALSE(page.attr("#link", "disabled"));
  page.advance(200ms);
  EXPECT_EQ(page.value("#old"), "Old");
  EXPECT_TRUE(page.enabled("#old"));
  EXPECT_EQ(page.text("#link"), "Follow");
}

TEST(ClientMarks, WhatTheServerWritesMeanwhileIsShown) {
  Page page = slow();
  page.click("#link").advance(100ms).click("#go");
  EXPECT_EQ(page.text("#go"), "Going");
  page.advance(100ms);
  EXPECT_EQ(page.text("#go"), "Go 1") << "the answer to the link's event";
  EXPECT_FALSE(page.enabled("#go"));
  page.advance(100ms);
  EXPECT_EQ(page.text("#go"), "Go 2");
  EXPECT_TRUE(page.enabled("#go"));
}

TEST(ClientMarks, AnElementMayGoWithItsEventUnderWay) {
  Page page = slow();
  page.click("#leave");
  EXPECT_EQ(page.text("#leave"), "Leaving");
  page.advance(200ms);
  EXPECT_FALSE(page.exists("#leave"));
  EXPECT_EQ(page.count(kLoading), 0u);
}

}  // namespace
}  // namespace golive::testing
