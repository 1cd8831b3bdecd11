// What the client shows of events that wait, and of the connection.
#include "browser/both_ways/both_ways.h"
#include "examples/counter/counter.h"
#include "unit/testing/desk.h"

namespace golive::testing {
namespace {

using pages::Desk;

constexpr std::string_view kRoot = "[data-live-view]";

using States = BothWays;
GOLIVE_BOTH_WAYS(States);

TEST_P(States, AViewTellsWhetherItIsJoined) {
  Page page = open<Desk>();
  EXPECT_EQ(page.attr(kRoot, "class"), "lv-connected");
  page.disconnect();
  EXPECT_EQ(page.attr(kRoot, "class"), "lv-disconnected");
  EXPECT_EQ(page.count(".lv-disconnected"), 1u);
  page.reconnect();
  EXPECT_EQ(page.attr(kRoot, "class"), "lv-connected");
}

TEST_P(States, AnElementTellsOfItsEvent) {
  Page page = open<Desk>();
  page.disconnect().click("#go").click("#link");
  EXPECT_EQ(page.attr("#go", "class"), "big even lv-loading lv-pending");
  EXPECT_TRUE(page.has_class("#link", "lv-loading"));
  EXPECT_EQ(page.count(".lv-pending"), 2u);
  page.reconnect();
  EXPECT_EQ(page.attr("#go", "class"), "big even");
  EXPECT_EQ(page.attr("#link", "class"), "");
  EXPECT_EQ(page.text("output"), "2");
}

TEST_P(States, AnElementIsLoadingUntilTheAnswerHasTravelled) {
  Page page = open<Desk>();
  page.latency(10s).click("#go").click("#link");
  EXPECT_EQ(page.attr("#go", "class"), "big even lv-loading");
  EXPECT_EQ(page.text("#go"), "Going");
  EXPECT_NE(failure_of([&] { page.click("#go"); }).find("disabled"), std::string::npos);
  EXPECT_EQ(page.attr("#link", "class"), "lv-loading");
  page.network({});
  EXPECT_EQ(page.attr("#go", "class"), "big even");
  EXPECT_EQ(page.attr("#link", "class"), "");
  EXPECT_EQ(page.text("#go"), "Go 2");
}

TEST_P(States, AViewThatEndedIsJoinedAnew) {
  Page page = open<Desk>();
  page.click("#go").crash();
  EXPECT_EQ(page.attr(kRoot, "class"), "lv-connected");
  EXPECT_EQ(page.text("output"), "0");
}

TEST_P(States, WhatWasRefusedIsShown) {
  Page page = open<Desk>();
  EXPECT_NE(failure_of([&] { page.click("#count"); }).find("the server refused"), std::string::npos);
  EXPECT_EQ(page.attr("#count", "class"), "lv-error");
  page.click("#go");
  EXPECT_EQ(page.text("output"), "1");
}

TEST_P(States, ButtonsAreDisabledUntilTheAnswer) {
  Page page = open<Desk>();
  page.disconnect().click("#go").click("#old").click("#link");
  EXPECT_EQ(page.text("#go"), "Going");
  EXPECT_EQ(page.value("#old"), "Working");
  EXPECT_EQ(page.text("#link"), "Following");
  EXPECT_FALSE(page.enabled("#go"));
  EXPECT_FALSE(page.enabled("#old"));
  EXPECT_FALSE(page.attr("#link", "disabled"));
  EXPECT_NE(failure_of([&] { page.click("#go"); }).find("disabled"), std::string::npos);
  page.reconnect();
  EXPECT_EQ(page.text("#go"), "Go 3");
  EXPECT_EQ(page.value("#old"), "Old");
  EXPECT_EQ(page.text("#link"), "Follow");
  EXPECT_TRUE(page.enabled("#go"));
  EXPECT_TRUE(page.enabled("#old"));
  page.click("#go");
  EXPECT_EQ(page.text("#go"), "Go 4");
}

// Inputs that show lv-disable-with as their value.
struct Labels {
  void save() {}
  Html render() const {
    return HTML(R"(<form lv-submit={}><input id="own" type="submit" lv-disable-with="Sending"><input id="blank" type="button" value=""
      lv-disable-with="Sending"><input id="note" name="note" lv-disable-with="Sending"><input id="box" type="checkbox" lv-disable-with="Sending">
      </form>)",
                on<&Labels::save>());
  }
};

TEST_P(States, AnInputWithoutAValueHasNoneAfterItsEvent) {
  Page page = open<Labels>();
  page.fill("#note", "read me").disconnect().click("#own");
  for (const auto* each : {"#own", "#blank", "#note"}) EXPECT_EQ(page.value(each), "Sending") << each;
  EXPECT_EQ(page.attr("#own", "value"), "Sending");
  page.reconnect();
  EXPECT_EQ(page.attr("#own", "value"), std::nullopt) << "its label is the browser's";
  EXPECT_EQ(page.attr("#blank", "value"), "");
  EXPECT_EQ(page.attr("#note", "value"), std::nullopt);
  EXPECT_EQ(page.attr("#box", "value"), std::nullopt);
  EXPECT_EQ(page.value("#note"), "read me");
  EXPECT_TRUE(page.enabled("#own"));
}

TEST_P(States, TheFocusComesBackToWhatWasDisabled) {
  Page page = open<Desk>();
  page.disconnect().click("#go");
  EXPECT_FALSE(page.focused("#go"));
  page.reconnect();
  EXPECT_TRUE(page.focused("#go"));
  page.disconnect().click("#go").focus("input[name=title]").reconnect();
  EXPECT_TRUE(page.focused("input[name=title]"));
}

TEST_P(States, ADisabledButtonLosesTheFocusAndGetsItBack) {
  Page page = open<Desk>();
  page.click("#go").disconnect().click("#seen").reconnect();
  EXPECT_EQ(page.text("p"), ", focus blur focus");
  page.click("#go");
  EXPECT_EQ(page.text("p"), ", focus blur focus blur");
}

TEST_P(States, AFormsButtonsAreDisabledWhileItIsSubmitted) {
  Page page = open<Desk>();
  page.disconnect().submit("form", {{"title", "milk"}});
  EXPECT_EQ(page.text("form button"), "Saving");
  EXPECT_TRUE(page.has_class("form", "lv-loading"));
  EXPECT_NE(failure_of([&] { page.click("form button"); }).find("disabled"), std::string::npos);
  EXPECT_NE(failure_of([&] { page.submit("form"); }), "nothing");
  page.reconnect();
  EXPECT_EQ(page.html("form button"), "Save <b>1</b>");
  EXPECT_EQ(page.text("p"), "milk, milk");
}

TEST_P(States, WhatAPatchDisablesLosesTheFocus) {
  Page page = open<examples::Counter>();
  page.click("button", "one more").click("button", "reset");
  EXPECT_FALSE(page.enabled("p button"));
  EXPECT_FALSE(page.focused("p button"));
}

}  // namespace
}  // namespace golive::testing
