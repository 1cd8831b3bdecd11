#include "testing/possible.h"

#include <gtest/gtest.h>

#include <string>

#include "unit/testing/control_page.h"

namespace golive {
namespace {

using test::ControlPage;

std::string why_not_click(std::string_view markup) {
  const ControlPage page(markup);
  return testing::why_not_click(page["x"]).value_or("");
}

TEST(Possible, NobodyClicksWhatIsNotThere) {
  EXPECT_EQ(why_not_click("<button id=x>"), "");
  EXPECT_EQ(why_not_click("<button id=x hidden>"), "it is hidden");
  EXPECT_EQ(why_not_click("<div id=d hidden><p><button id=x></div>"), "<div id=d hidden> around it is hidden");
  EXPECT_EQ(why_not_click("<div hidden=until-found><button id=x></div>"), "<div hidden=until-found> around it is hidden until it is found");
  EXPECT_EQ(why_not_click("<div style='color: red; display: none'><button id=x></div>"),
            "<div style=\"color: red; display: none\"> around it has style display: none");
  EXPECT_EQ(why_not_click("<div style=visibility:hidden><button id=x></div>"),
            "<div style=visibility:hidden> around it has style visibility: hidden");
  EXPECT_EQ(why_not_click("<div style=visibility:hidden><button id=x style=visibility:visible></div>"), "");
  EXPECT_EQ(why_not_click("<div hidden style=display:block><button id=x></div>"), "") << "a style goes before the attribute";
  EXPECT_EQ(why_not_click("<details><summary>s</summary><button id=x></details>"), "<details> around it is closed");
  EXPECT_EQ(why_not_click("<details><summary><button id=x></summary></details>"), "");
  EXPECT_EQ(why_not_click("<dialog><button id=x></dialog>"), "<dialog> around it is a closed dialog");
  EXPECT_EQ(why_not_click("<dialog open><button id=x></dialog>"), "");
  EXPECT_EQ(why_not_click("<input id=x type=hidden>"), "it is never shown");
  EXPECT_EQ(why_not_click("<script id=x></script>"), "it is never shown");
}

TEST(Possible, WhatIsInATemplateIsNoPartOfThePage) {
  const ControlPage page("<template id=t><button></template>");
  EXPECT_EQ(testing::why_not_click(page["t"].template_content().first_child()), "it is inside of a <template>");
}

TEST(Possible, NobodyClicksWhatDoesNotReact) {
  EXPECT_EQ(why_not_click("<button id=x disabled>"), "it is disabled");
  EXPECT_EQ(why_not_click("<button id=b disabled><i id=x></i></button>"), "<button id=b disabled> around it is disabled");
  EXPECT_EQ(why_not_click("<fieldset id=f disabled><button id=x></fieldset>"), "<fieldset id=f disabled> around it disables it");
  EXPECT_EQ(why_not_click("<fieldset id=f disabled><a id=x href=/></a></fieldset>"), "");
  EXPECT_EQ(why_not_click("<div inert><button id=x></div>"), "<div inert> around it is inert");
  EXPECT_EQ(why_not_click("<div style=pointer-events:none><button id=x></div>"),
            "<div style=pointer-events:none> around it has style pointer-events: none");
  EXPECT_EQ(why_not_click("<label id=x><input name=a disabled></label>"), "the control of its label, <input name=a>, is disabled");
  EXPECT_EQ(why_not_click("<select><option id=x></select>"), "it is no element to click on: choose it in its <select>");
}

TEST(Possible, NobodyFillsWhatIsNoFieldOrIsReadOnly) {
  const auto why = [](std::string_view markup) {
    const ControlPage page(markup);
    return testing::why_not_fill(page["x"]).value_or("");
  };
  EXPECT_EQ(why("<input id=x>"), "");
  EXPECT_EQ(why("<input id=x readonly>"), "it is readonly");
  EXPECT_EQ(why("<input id=x type=checkbox>"), "it is ticked by a click, not filled");
  EXPECT_EQ(why("<input id=x type=submit>"), "it is a button: it is clicked, not filled");
  EXPECT_EQ(why("<p id=x>"), "it is no control: a value has an <input>, <textarea> or <select>");
  EXPECT_EQ(why("<fieldset disabled><input id=x></fieldset>"), "<fieldset disabled> around it disables it");
}

TEST(Possible, NobodyPicksADisabledOption) {
  const auto why = [](std::string_view markup) {
    const ControlPage page(markup);
    return testing::why_not_pick(page["x"]).value_or("");
  };
  EXPECT_EQ(why("<select><option id=x></select>"), "");
  EXPECT_EQ(why("<select><option id=x disabled></select>"), "it is disabled");
  EXPECT_EQ(why("<select><optgroup disabled><option id=x></optgroup></select>"), "<optgroup disabled> around it disables it");
  EXPECT_EQ(why("<select disabled><option id=x></select>"), "its <select> cannot be used: it is disabled");
}

TEST(Possible, TheFocusGoesToWhatTakesKeys) {
  const auto focusable = [](std::string_view markup) { return testing::is_focusable(ControlPage(markup)["x"]); };
  EXPECT_TRUE(focusable("<input id=x>"));
  EXPECT_TRUE(focusable("<a id=x href=/>"));
  EXPECT_FALSE(focusable("<a id=x>"));
  EXPECT_TRUE(focusable("<div id=x tabindex=-1>"));
  EXPECT_FALSE(focusable("<div id=x>"));
  EXPECT_FALSE(focusable("<button id=x disabled>"));
  EXPECT_TRUE(focusable("<details><summary id=x>s</summary></details>"));
}

}  // namespace
}  // namespace golive
