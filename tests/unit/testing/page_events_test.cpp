#include "testing/page_events.h"

#include <gtest/gtest.h>

#include <string>

#include "unit/testing/event_page.h"

namespace golive {
namespace {

using test::EventPage;

// What comes out of a click on #x; or why there was none.
std::string clicked(std::string_view markup, const testing::Modifiers& modifiers = {}) {
  EventPage page(markup);
  const auto why = page.events.click(page["x"], modifiers);
  return page.log() + why.value_or("");
}

TEST(PageEvents, AClickGoesToTheNearestBinding) {
  EXPECT_EQ(clicked("<p lv-click=outer><b lv-click=inner lv-value-n=1><i id=x></i></b></p>"), "lv-click inner {\"n\":\"1\"}\n");
  EXPECT_EQ(clicked("<p lv-click=outer><b id=x></b></p>"), "lv-click outer null\n");
  EXPECT_EQ(clicked("<button lv-click=go disabled id=x>"), "it is disabled");
}

TEST(PageEvents, ALinkSendsAndIsFollowed) {
  EXPECT_EQ(clicked("<a id=x href=/to lv-click=go>"), "lv-click go null\nfollow /to\n");
  EXPECT_EQ(clicked("<a id=x href='#' lv-click=go>"), "lv-click go null\n");
  EXPECT_EQ(clicked("<a id=x href=/to lv-click=go>", {.ctrl = true}), "follow /to elsewhere\n");
  EXPECT_EQ(clicked("<p lv-click=go><a id=x href=/to></a></p>"), "follow /to\n") << "a link in a bound element only navigates";
}

TEST(PageEvents, WhatIsDeclinedDoesNotHappen) {
  EventPage page("<input id=x type=checkbox lv-click=go lv-confirm='Sure?'>");
  page.answer_to_confirm = "no";
  page.events.click(page["x"]);
  EXPECT_EQ(page.log(), "confirm Sure?\n");
  EXPECT_FALSE(page.events.state().checked(page["x"]));
  page.answer_to_confirm = "yes";
  page.events.click(page["x"]);
  EXPECT_EQ(page.log(), "confirm Sure?\nlv-click go null\n");
  EXPECT_TRUE(page.events.state().checked(page["x"]));
}

TEST(PageEvents, ALabelTicksItsBoxOnce) {
  EXPECT_EQ(clicked("<form lv-change=c><label lv-click=go><i id=x></i><input type=checkbox name=a></label></form>"),
            "lv-click go null\nlv-change c {\"a\":true,\"_target\":\"a\"}\n");
  EXPECT_EQ(clicked("<label for=b id=x>B</label><input id=b type=radio name=r value=1 lv-change=c>"),
            "lv-change c {\"value\":\"1\",\"name\":\"r\"}\n");
}

TEST(PageEvents, ARadioButtonThatIsOnSendsNothing) { EXPECT_EQ(clicked("<input id=x type=radio name=r lv-change=c checked>"), ""); }

TEST(PageEvents, ASubmitButtonSendsItsFormWithItself) {
  EXPECT_EQ(clicked("<form lv-submit=save><input name=a value=1><button id=x name=do value=it></button></form>"),
            "lv-submit save {\"a\":\"1\",\"do\":\"it\"}\n");
  EXPECT_EQ(clicked("<form action=/s><input name=a value='1 2'><button id=x></button></form>"), "get /s a=1+2\n");
  EXPECT_EQ(clicked("<form method=POST><button id=x formaction=/t name=b></button></form>"), "post /t b=\n");
  EXPECT_EQ(clicked("<form lv-change=c><button id=x></button></form>"), "") << "it would only load the page again";
  EXPECT_EQ(clicked("<form lv-submit=save><button id=x type=button></button></form>"), "");
}

TEST(PageEvents, AFormThatIsNotValidStaysAndSaysWhy) {
  EXPECT_EQ(clicked("<form lv-submit=save><input name=a required><button id=x></button></form>"),
            "the form is not valid: <input name=a> is required and empty");
  EXPECT_EQ(clicked("<form lv-submit=save><input name=a required><button id=x formnovalidate></button></form>"),
            "lv-submit save {\"a\":\"\"}\n");
}

TEST(PageEvents, ASummaryOpensItsDetails) {
  EventPage page("<details id=d name=n><summary id=s>s</summary></details><details id=e name=n open></details>");
  page.events.click(page["s"]);
  EXPECT_EQ(page.log(), "set open of d\nremove open of e\n");
}

TEST(PageEvents, AResetButtonPutsTheMarkupsValuesBack) {
  EventPage page("<form><input id=a value=1><button id=x type=reset></button></form>");
  page.events.fill(page["a"], "2");
  page.events.click(page["x"]);
  EXPECT_EQ(page.events.state().value(page["a"]), "1");
}

TEST(PageEvents, ChangeComesWhenTheFocusLeaves) {
  EventPage page("<form lv-input=i lv-change=c><input id=a name=a lv-blur=b><button id=x type=button lv-click=go></button></form>");
  page.events.fill(page["a"], "new");
  EXPECT_EQ(page.log(), "lv-input i {\"a\":\"new\",\"_target\":\"a\"}\n");
  page.events.click(page["x"]);
  EXPECT_EQ(page.log(), "lv-change c {\"a\":\"new\",\"_target\":\"a\"}\nlv-blur b {\"value\":\"new\"}\nlv-click go null\n");
  page.events.fill(page["a"], "new");
  page.log();
  page.events.blur();
  EXPECT_EQ(page.log(), "lv-blur b {\"value\":\"new\"}\n") << "nothing has changed";
}

TEST(PageEvents, ANumberThatIsNoneYetIsNotSent) {
  EventPage page("<input id=a type=number name=a lv-input=i>");
  page.events.fill(page["a"], "-");
  EXPECT_EQ(page.log(), "");
}

TEST(PageEvents, AChoiceIsInputAndChange) {
  EventPage page("<select id=s name=s lv-input=i lv-change=c><option>a<option>b</select>");
  EXPECT_EQ(page.events.fill(page["s"], "z"), "it has no option 'z'");
  page.events.fill(page["s"], "b");
  EXPECT_EQ(page.log(), "lv-input i {\"value\":\"b\",\"name\":\"s\"}\nlv-change c {\"value\":\"b\",\"name\":\"s\"}\n");
}

TEST(PageEvents, EnterPressesTheFirstButton) {
  EventPage page(
      "<form lv-submit=save><input id=a name=a><button type=button></button><button name=b value=1 lv-click=go></button></form>");
  page.events.key(page["a"], {.key = "Enter"});
  EXPECT_EQ(page.log(), "lv-click go {\"value\":\"1\"}\nlv-submit save {\"a\":\"\",\"b\":\"1\"}\n");
}

TEST(PageEvents, EnterDoesNothingWhereTheBrowserDoesNothing) {
  EventPage page(
      "<form id=f lv-submit=save><input id=a><button id=b disabled></button></form><form id=g lv-submit=s><input id=c><input></form>");
  EXPECT_EQ(page.events.key(page["a"], {.key = "Enter"}), std::nullopt);
  EXPECT_EQ(page.events.key(page["c"], {.key = "Enter"}), std::nullopt);
  EXPECT_EQ(page.events.submit(page["f"]), "it is disabled");
  EXPECT_EQ(page.events.submit(page["g"]), "the form has no button and more than one field: Enter does nothing");
  EXPECT_EQ(page.log(), "");
}

TEST(PageEvents, KeysGoToTheBindingThatNamesThem) {
  EventPage page("<div lv-keydown=any><div lv-keydown=some lv-key='Escape Space'><input id=a value=v></div></div>");
  page.events.key(page["a"], {.key = "Escape"});
  EXPECT_EQ(page.log(), "lv-keydown some {\"value\":\"v\",\"key\":\"Escape\"}\n");
  page.events.key(page["a"], {.key = "x", .alt = true});
  EXPECT_EQ(page.log(), "lv-keydown any {\"value\":\"v\",\"key\":\"x\",\"alt\":true}\n");
}

TEST(PageEvents, TheFocusWithinABindingIsNobodysNews) {
  EventPage page("<div lv-focus=in lv-blur=out><input id=a><input id=b></div><input id=c>");
  page.events.focus(page["a"]);
  page.events.focus(page["b"]);
  EXPECT_EQ(page.log(), "lv-focus in {\"value\":\"\"}\n");
  page.events.focus(page["c"]);
  EXPECT_EQ(page.log(), "lv-blur out {\"value\":\"\"}\n");
}

TEST(PageEvents, WhatIsTypedIsNotWrittenOverUntilItIsAnswered) {
  EventPage page("<input id=a name=a value=old lv-input=i>");
  page.events.fill(page["a"], "mine");
  page.editor.set_attribute(page["a"], "value", "servers");
  EXPECT_EQ(page.events.state().value(page["a"]), "mine");
  page.events.answered(page.newest);
  page.events.settle();
  EXPECT_EQ(page.events.state().value(page["a"]), "servers");
}

TEST(PageEvents, ATypedTextWaitsForItsChangeToo) {
  EventPage page("<input id=a name=a lv-change=c>");
  page.events.fill(page["a"], "mine");
  page.editor.set_attribute(page["a"], "value", "servers");
  EXPECT_EQ(page.events.state().value(page["a"]), "mine");
  page.events.blur();
  EXPECT_EQ(page.log(), "lv-change c {\"value\":\"mine\",\"name\":\"a\"}\n");
  page.events.answered(page.newest);
  page.events.settle();
  EXPECT_EQ(page.events.state().value(page["a"]), "servers");
}

TEST(PageEvents, AFirstFrameAfterAJoinLeavesEditsAlone) {
  EventPage page("<form lv-change=c><input id=a name=a value=1><input id=b name=b value=1></form>");
  page.events.fill(page["a"], "mine");
  page.events.blur();
  page.events.answered(page.newest);
  page.log();
  page.events.lock().keep_edits(true);
  page.editor.set_attribute(page["a"], "value", "2");
  page.editor.set_attribute(page["b"], "value", "2");
  page.events.lock().keep_edits(false);
  EXPECT_EQ(page.events.state().value(page["a"]), "mine");
  EXPECT_EQ(page.events.state().value(page["b"]), "2");
  page.events.recover(page["a"].parent(), {});
  EXPECT_EQ(page.log(), "lv-change c {\"a\":\"mine\",\"b\":\"2\",\"_target\":\"a\"}\n") << "once for the form";
}

TEST(PageEvents, WhatSteersAMachineIsNotSentAgain) {
  EventPage page("<form id=f lv-change=c lv-recover=off><input id=a name=a></form>");
  page.events.fill(page["a"], "mine");
  page.events.blur();
  page.log();
  page.events.recover(page["f"], {});
  EXPECT_EQ(page.log(), "");
}

}  // namespace
}  // namespace golive
