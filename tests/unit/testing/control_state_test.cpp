#include "testing/control_state.h"

#include <gtest/gtest.h>

#include <string>

#include "testing/form_data.h"
#include "testing/validity.h"
#include "unit/testing/control_page.h"

namespace golive {
namespace {

using test::ControlPage;
using testing::Node;

TEST(ControlState, AValueFollowsItsMarkupUntilSomebodyWritesIt) {
  ControlPage page("<form id=f><input id=a value=old><textarea id=t>\nlines</textarea></form>");
  EXPECT_EQ(page.state.value(page["a"]), "old");
  EXPECT_EQ(page.state.value(page["t"]), "lines");
  page.editor.set_attribute(page["a"], "value", "new");
  EXPECT_EQ(page.state.value(page["a"]), "new");
  EXPECT_TRUE(page.state.type_text(page["a"], "mine"));
  page.editor.set_attribute(page["a"], "value", "newest");
  EXPECT_EQ(page.state.value(page["a"]), "mine");
  page.state.reset(page["f"]);
  EXPECT_EQ(page.state.value(page["a"]), "newest");
}

TEST(ControlState, OneRadioButtonOfAGroupIsOn) {
  ControlPage page(
      "<form><input id=a type=radio name=n checked><input id=b type=radio name=n checked></form><input id=c type=radio name=n checked>");
  EXPECT_FALSE(page.state.checked(page["a"]));
  EXPECT_TRUE(page.state.checked(page["b"]));
  EXPECT_TRUE(page.state.checked(page["c"])) << "outside of the form it is another group";
  page.state.set_checked(page["a"], true);
  EXPECT_FALSE(page.state.checked(page["b"]));
  EXPECT_TRUE(page.state.checked(page["c"]));
}

TEST(ControlState, ADropDownAlwaysShowsSomething) {
  ControlPage page("<select id=s><option id=x disabled>x<option id=y>y<option id=z>z</select>");
  EXPECT_EQ(page.state.value(page["s"]), "y");
  EXPECT_TRUE(page.state.pick(page["z"]));
  EXPECT_FALSE(page.state.pick(page["z"])) << "chosen already";
  EXPECT_EQ(page.state.value(page["s"]), "z");
  EXPECT_FALSE(page.state.selected(page["y"]));
}

TEST(ControlState, AScriptCanLeaveADropDownWithoutAChoice) {
  ControlPage page("<form id=f><select id=s><option>x<option>y</select></form>");
  page.state.set_value(page["s"], "none");
  EXPECT_EQ(page.state.value(page["s"]), "");
  page.state.reset(page["f"]);
  EXPECT_EQ(page.state.value(page["s"]), "x");
}

TEST(ControlState, SelectsOfSeveralKeepEachChoice) {
  ControlPage page("<select id=s multiple><option id=x>x<option id=y selected>y</select>");
  page.state.pick(page["x"]);
  EXPECT_EQ(page.state.selected_options(page["s"]), (std::vector<Node>{page["x"], page["y"]}));
  page.state.pick(page["y"], false);
  EXPECT_EQ(page.state.selected_options(page["s"]), std::vector<Node>{page["x"]});
}

TEST(ControlState, TextThatIsNoNumberIsNoValue) {
  ControlPage page("<form id=f><input id=n type=number name=n></form>");
  page.state.type_text(page["n"], "-");
  EXPECT_EQ(page.state.value(page["n"]), "");
  EXPECT_TRUE(page.state.has_bad_input(page["n"]));
  EXPECT_EQ(testing::why_invalid(page.state, page["n"]), "<input id=n type=number name=n> holds what is no number");
  page.state.type_text(page["n"], "12 pounds");
  EXPECT_EQ(page.state.value(page["n"]), "12");
}

TEST(ControlState, NobodyTypesMoreThanMaxlength) {
  ControlPage page("<input id=a maxlength=3>");
  page.state.type_text(page["a"], "a\xF0\x9F\x98\x80z");  // a character of two units
  EXPECT_EQ(page.state.value(page["a"]), "a\xF0\x9F\x98\x80");
  page.state.set_value(page["a"], "a script may");
  EXPECT_EQ(page.state.value(page["a"]), "a script may");
  EXPECT_TRUE(testing::validity(page.state, page["a"]).valid()) << "only what a person types can be too long";
}

TEST(ControlState, OnlyWhatAPersonTypedIsTooShort) {
  ControlPage page("<input id=a minlength=3 value=x>");
  EXPECT_FALSE(testing::validity(page.state, page["a"]).too_short);
  page.state.type_text(page["a"], "yz");
  EXPECT_TRUE(testing::validity(page.state, page["a"]).too_short);
}

TEST(ControlState, OptionsThatGoTakeTheirChoiceWithThem) {
  ControlPage page("<select id=s><option id=x>x</option><option id=y selected>y</select>");
  page.editor.remove(page["y"]);
  EXPECT_EQ(page.state.value(page["s"]), "x");
}

TEST(ControlState, OptionsThatComeChangeTheChoiceOnlyIfTheySaySo) {
  ControlPage page("<select id=s><option>x</select>");
  const testing::Document more = testing::parse_fragment("<option>a</option><option selected>b</option>", "select");
  page.editor.insert(page.editor.copy(more.root().first_child()), page["s"], page["s"].first_child());
  EXPECT_EQ(page.state.value(page["s"]), "x");
  page.editor.insert(page.editor.copy(more.root().last_child()), page["s"]);
  EXPECT_EQ(page.state.value(page["s"]), "b");
}

TEST(ControlState, TheFocusIsLostWithItsElement) {
  ControlPage page("<div id=d><input id=a></div>");
  page.state.set_focused(page["a"]);
  page.editor.remove(page["d"]);
  EXPECT_FALSE(page.state.focused());
}

TEST(ControlMarkup, AFieldsetDisablesAllButItsFirstLegend) {
  const ControlPage page("<fieldset id=f disabled><legend><input id=a></legend><legend><input id=b></legend><input id=c></fieldset>");
  EXPECT_FALSE(testing::is_disabled(page["a"]));
  EXPECT_EQ(testing::disabled_by(page["b"]), page["f"]);
  EXPECT_EQ(testing::disabled_by(page["c"]), page["f"]);
}

TEST(ControlMarkup, AControlBelongsToTheFormItNames) {
  const ControlPage page("<form id=f><input id=a><input id=b form=g><input id=c form=none></form><form id=g></form><input id=d form=f>");
  EXPECT_EQ(testing::form_elements(page["f"]), (std::vector<Node>{page["a"], page["d"]}));
  EXPECT_EQ(testing::form_owner(page["b"]), page["g"]);
  EXPECT_FALSE(testing::form_owner(page["c"]));
}

TEST(Validity, SaysWhatTheBrowserWouldComplainOf) {
  const auto why = [](const std::string& control) {
    const ControlPage page("<form id=f>" + control + "</form>");
    const auto invalid = testing::invalid_controls(page.state, page["f"]);
    return invalid.empty() ? std::string() : testing::why_invalid(page.state, invalid.front());
  };
  EXPECT_EQ(why("<input name=a required>"), "<input name=a> is required and empty");
  EXPECT_EQ(why("<input type=checkbox name=a required>"), "<input type=checkbox name=a> is required and not ticked");
  EXPECT_EQ(why("<input type=email name=a value=x>"), "<input type=email name=a value=x> holds \"x\", which is no email address");
  EXPECT_EQ(why("<input type=number name=a value=7 min=18>"), "<input type=number name=a value=7> holds \"7\", less than its min 18");
  EXPECT_EQ(why("<input type=number name=a value=7.5 min=0>"),
            "<input type=number name=a value=7.5> holds \"7.5\", not on a step of its type");
  EXPECT_EQ(why("<input name=a value=7 pattern=[a-z]+>"), "<input name=a value=7> holds \"7\", which does not fit its pattern [a-z]+");
  EXPECT_EQ(why("<input name=a required disabled><input name=b required readonly><input type=hidden required>"), "");
}

TEST(FormData, IsSentAsABrowserWritesIt) {
  const ControlPage page(
      "<form id=f><input name=q value='a b&\xC3\xA9'><textarea name=t>1\n2</textarea><button id=b name=do value=it></form>");
  EXPECT_EQ(testing::urlencoded(testing::form_data(page.state, page["f"], page["b"])), "q=a+b%26%C3%A9&t=1%0D%0A2&do=it");
}

}  // namespace
}  // namespace golive
