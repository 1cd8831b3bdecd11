// What tests/browser/lockstep has found to differ, each for itself.
#include "browser/both_ways/both_ways.h"

namespace golive::testing {
namespace {

// Tells what it hears.
struct Heard {
  std::string markup;
  std::string heard;

  void handle_event(std::string_view event, const Payload& payload) {
    heard += std::string(event) + ' ' + std::string(payload.text()) + ';';
  }
  Html render() const { return HTML("<main>{}</main><output id=\"heard\">{heard}</output>", raw(TrustedHtml(markup)), heard); }
};

class Lockstep : public BothWays {
 protected:
  static Page page_of(std::string_view markup) {
    PageOptions options;
    options.server.in_browser = in_browser();
    return live([text = std::string(markup)] { return Heard{.markup = text, .heard = {}}; }, "/", std::move(options));
  }
};
GOLIVE_BOTH_WAYS(Lockstep);

TEST_P(Lockstep, ADisabledFieldsetDisablesItsControlsOnly) {
  Page page = page_of(R"(<fieldset disabled lv-click="around"><legend><button id="legend" lv-click="a">a</button></legend>
    <p id="text">text</p><button id="button" lv-click="b">b</button></fieldset>)");
  page.click("#legend").click("#text");
  EXPECT_EQ(page.text("#heard"), "a null;around null;");
  EXPECT_NE(failure_of([&] { page.click("#button"); }).find("disable"), std::string::npos);
}

TEST_P(Lockstep, WhatIsInADisabledButtonIsNotClicked) {
  Page page = page_of(R"(<button disabled lv-click="b"><i>b</i></button>)");
  EXPECT_NE(failure_of([&] { page.click("i"); }).find("disabled"), std::string::npos);
}

TEST_P(Lockstep, ALabelOfADisabledControlIsNotClicked) {
  Page page = page_of(R"(<label for="c">label</label><input id="c" type="checkbox" disabled>)");
  EXPECT_NE(failure_of([&] { page.click("label"); }).find("the control of its label"), std::string::npos);
}

TEST_P(Lockstep, AnElementIsLeftOnlyIfTheFocusIsThere) {
  Page page = page_of(R"(<input id="a" lv-blur="left"><input id="b">)");
  page.focus("#a").blur("#b");
  EXPECT_TRUE(page.focused("#a"));
  EXPECT_EQ(page.text("#heard"), "");
  page.blur("#a");
  EXPECT_EQ(page.text("#heard"), R"(left {"value":""};)");
}

TEST_P(Lockstep, TheFocusOfALabelIsNotItsControls) {
  Page page = page_of(R"(<label for="a">label</label><input id="a">)");
  EXPECT_NE(failure_of([&] { page.focus("label"); }), "nothing");
  EXPECT_FALSE(page.focused("#a"));
}

TEST_P(Lockstep, NobodyPicksWhatIsNoValue) {
  Page page = page_of(R"(<input type="date" lv-input="date"><input id="elsewhere">)");
  page.focus("#elsewhere");
  EXPECT_NE(failure_of([&] { page.fill("[type=date]", "2024-02"); }).find("'2024-02' is no value of"), std::string::npos);
  EXPECT_TRUE(page.focused("#elsewhere"));
  page.fill("[type=date]", "");
  EXPECT_EQ(page.text("#heard"), "") << "it is empty already";
}

TEST_P(Lockstep, TheSameTextIsTypedAgain) {
  Page page = page_of(R"(<input value="same" lv-input="typed" lv-change="changed">)");
  page.change("input", "same");
  EXPECT_EQ(page.text("#heard"), R"(typed {"value":"same","name":""};)");
}

TEST_P(Lockstep, KeysWriteAtTheEndOfAText) {
  Page page = page_of(
      R"(<textarea name="t" lv-keydown="down" lv-input="typed">ab</textarea><input type="number" value="1"><input maxlength="1" value="x" id="full">)");
  page.key("textarea", "c");
  EXPECT_EQ(page.value("textarea"), "abc");
  EXPECT_EQ(page.text("#heard"), R"(down {"value":"ab","key":"c"};typed {"value":"abc","name":"t"};)");
  page.key("textarea", "Enter").key("textarea", "Space").key("textarea", "Backspace");
  EXPECT_EQ(page.value("textarea"), "abc\n");
  page.key("[type=number]", "2").key("[type=number]", "x").key("#full", "y");
  EXPECT_EQ(page.value("[type=number]"), "12");
  EXPECT_EQ(page.value("#full"), "x");
}

TEST_P(Lockstep, AFormIsSubmittedByItsButton) {
  Page page = page_of(R"(<form lv-submit="sent"><input id="a" name="a" lv-blur="left"><button><i lv-click="no">go</i></button></form>)");
  page.focus("#a").submit("form");
  EXPECT_TRUE(page.focused("button"));
  EXPECT_NE(page.text("#heard").find("left"), std::string::npos);
}

TEST_P(Lockstep, AFormWithoutAButtonIsSubmittedByEnter) {
  Page page = page_of(R"(<form lv-submit="sent"><input type="date"><input id="a" name="a" lv-keydown="down"></form>)");
  page.submit("form");
  EXPECT_TRUE(page.focused("#a"));
  EXPECT_EQ(page.text("#heard"), R"(down {"value":"","key":"Enter"};sent {"a":""};)") << "dates do not count as fields";
}

TEST_P(Lockstep, AFormThatNothingSubmitsIsNotSubmitted) {
  Page page = page_of(R"(<form lv-submit="sent"><input type="checkbox" id="box"></form>)");
  EXPECT_NE(failure_of([&] { page.submit("form"); }).find("nothing submits it"), std::string::npos);
  page.key("#box", "Enter");
  EXPECT_EQ(page.text("#heard"), "");
}

TEST_P(Lockstep, EnterThatSubmitsNothingIsAKeyAllTheSame) {
  Page page = page_of(R"(<form lv-submit="sent"><input id="a" lv-keydown="down"><input></form>)");
  page.key("#a", "Enter");
  EXPECT_EQ(page.text("#heard"), R"(down {"value":"","key":"Enter"};)");
}

TEST_P(Lockstep, AKeyComesUpWhereTheFocusIsByThen) {
  Page page =
      page_of(R"(<form lv-submit="sent"><input id="a" lv-keyup="a"><input id="b" required lv-keyup="b"><button>go</button></form>)");
  EXPECT_NE(failure_of([&] { page.key("#a", "Enter"); }).find("the form is not valid"), std::string::npos);
  EXPECT_TRUE(page.focused("#b"));
  EXPECT_EQ(page.text("#heard"), R"(b {"value":"","key":"Enter"};)");
}

TEST_P(Lockstep, AnOptionOfAListIsClicked) {
  Page page = page_of(
      R"(<select name="s" multiple lv-change="chosen"><option selected>a</option><option>b</option><option disabled>c</option></select>)");
  page.click("option", "b");
  EXPECT_EQ(page.text("#heard"), R"(chosen {"value":["b"],"name":"s"};)");
  EXPECT_EQ(page.value("select"), "b");
  EXPECT_NE(failure_of([&] { page.click("option", "c"); }).find("disabled"), std::string::npos);
}

TEST_P(Lockstep, AnOptionIsNamedByItsValueBeforeItsText) {
  Page page = page_of(
      R"(<select name="s" multiple lv-change="chosen"><option value="b">a</option><option value="a" disabled>x</option><option value="c" selected>c</option></select>)");
  EXPECT_NE(failure_of([&] { page.change("select", "a"); }).find("disabled"), std::string::npos);
  page.change("select", "b");
  EXPECT_EQ(page.text("#heard"), R"(chosen {"value":["b"],"name":"s"};)") << "and alone";
}

TEST_P(Lockstep, ARadioButtonIsNotSwitchedOff) {
  Page page = page_of(R"(<input type="radio" checked><input id="off" type="radio" checked disabled>)");
  EXPECT_NE(failure_of([&] { page.change("input:not([disabled])", "off"); }).find("a click does not uncheck it"), std::string::npos);
  EXPECT_NE(failure_of([&] { page.change("#off", "on"); }).find("disabled"), std::string::npos);
}

TEST_P(Lockstep, AClickOnAControlInASummaryIsForTheControl) {
  Page page = page_of(R"(<details><summary><span>more</span><textarea></textarea></summary></details>)");
  page.click("textarea");
  EXPECT_EQ(page.attr("details", "open"), std::nullopt);
  page.click("span");
  EXPECT_NE(page.attr("details", "open"), std::nullopt);
}

TEST_P(Lockstep, AClickOnAButtonOfNoFormInALinkFollowsTheLink) {
  for (const char* button : {"<button><i>b</i></button>", "<button type=\"reset\"><i>b</i></button>"}) {
    Page page = page_of("<a href=\"/elsewhere\">" + std::string(button) + "</a>");
    page.click("i");
    EXPECT_EQ(page.url(), "/elsewhere") << button;
  }
  Page page = page_of(R"(<a href="/elsewhere"><form lv-submit="save"><button>save</button></form></a>)");
  page.click("button");
  EXPECT_EQ(page.url(), "/");
}

TEST_P(Lockstep, AClickOnATextInALinkFollowsTheLink) {
  Page page = page_of(R"(<a href="/elsewhere"><input></a>)");
  page.click("input");
  EXPECT_EQ(page.url(), "/elsewhere");
}

TEST_P(Lockstep, SpacePressesAnyButton) {
  Page page = page_of(R"(<input type="button" value="b" lv-click="pressed">)");
  page.key("input", "Space");
  EXPECT_EQ(page.text("#heard"), R"(pressed {"value":"b"};)");
}

TEST_P(Lockstep, AResetIsToldWithTheNameOfItsButton) {
  Page page = page_of(R"(<form lv-change="c"><input name="a" value="1"><button type="reset" name="back">back</button></form>)");
  page.change("input", "2").click("button");
  EXPECT_EQ(page.value("input"), "1");
  EXPECT_EQ(page.text("#heard"), R"(c {"a":"2","_target":"a"};c {"a":"1","_target":"back"};)");
}

TEST_P(Lockstep, AResetIsToldByInputWhereThatIsBound) {
  Page page = page_of(R"(<form lv-input="i"><input name="a" value="1"><input type="reset"></form>)");
  page.click("[type=reset]");
  EXPECT_EQ(page.text("#heard"), R"(i {"a":"1","_target":""};)");
}

// Options come while the person's own choice waits in a debounce.
struct LateOptions {
  bool late = false;
  std::string heard;

  void connected(Socket& socket) { socket.send_after<&LateOptions::tick>(60s); }
  void tick() { late = true; }
  void choose(const std::vector<std::string>& values) { heard = std::to_string(values.size()); }
  Html render() const {
    return HTML(
        R"(<select multiple lv-change={choose} lv-debounce="100000"><option value="a" selected={late}>a</option>
          <option value="b" selected={late}>b</option><option value="c">c</option></select><output>{heard}</output>)",
        arg("choose", on<&LateOptions::choose>()), late, late, heard);
  }
};

TEST_P(Lockstep, AllOptionsThatComeLateAreChosen) {
  Page page = open<LateOptions>();
  page.change("select", "c").advance(80s);
  EXPECT_EQ(page.value("select"), "c") << "it is being edited";
  page.advance(80s);
  EXPECT_EQ(page.text("output"), "1");
  EXPECT_EQ(page.value("select"), "a");
}

// Answers each edit by a text of its own.
struct Answering {
  std::string text;
  std::string heard;

  void typed(const Payload& payload) { answer("typed ", payload); }
  void changed(const Payload& payload) { answer("changed ", payload); }
  void answer(std::string_view event, const Payload& payload) {
    heard += std::string(event) + std::string(payload.text()) + ';';
    text = "answer";
  }
  Html render() const {
    return HTML(R"(<input value={text} lv-input={typed} lv-change={changed}><textarea name="area" lv-input={typed}>{text}</textarea>
      <output>{heard}</output>)",
                text, arg("typed", on<&Answering::typed>()), arg("changed", on<&Answering::changed>()),
                arg("typed", on<&Answering::typed>()), text, heard);
  }
};

TEST_P(Lockstep, NoAnswerComesBetweenTheFillAndTheLeaveOfAChange) {
  Page page = open<Answering>();
  page.change("input", "person");
  EXPECT_EQ(page.text("output"), R"(typed {"value":"person","name":""};changed {"value":"person","name":""};)");
  EXPECT_EQ(page.value("input"), "answer");
}

// What it is compared with is what stood there before the person came.
TEST_P(Lockstep, AFieldWhoseEditWasAnsweredIsChangedWhenItIsLeft) {
  Page page = open<Answering>();
  page.fill("input", "person").focus("textarea").fill("textarea", "person").blur("textarea");
  EXPECT_EQ(page.text("output"), R"(typed {"value":"person","name":""};changed {"value":"answer","name":""};)"
                                 R"(typed {"value":"person","name":"area"};)");
  page.fill("input", "person").fill("input", "answer").blur("input");
  EXPECT_TRUE(page.text("output").ends_with(R"(typed {"value":"answer","name":""};)"));
}

// Becomes a field of another kind with the first letter.
struct Unmasked {
  bool shown = false;
  std::string heard;
  void typed() { shown = true; }
  void changed(const Payload& payload) { heard += std::string(payload.text()); }
  Html render() const {
    return HTML(R"(<input type={type} lv-input={typed} lv-change={changed}><output>{heard}</output>)",
                arg("type", shown ? "text" : "password"), arg("typed", on<&Unmasked::typed>()), arg("changed", on<&Unmasked::changed>()),
                heard);
  }
};

TEST_P(Lockstep, WhatWasTypedIntoAFieldOfAnotherKindIsNoChange) {
  Page page = open<Unmasked>();
  page.fill("input", "secret").blur("input");
  EXPECT_EQ(page.text("output"), "");
  page.fill("input", "other").blur("input");
  EXPECT_EQ(page.text("output"), R"({"value":"other","name":""})");
}

int left = 0;  // how often a Counted was
struct Counted {
  void leave() { ++left; }
  Html render() const {
    return HTML(R"(<input lv-blur={leave}><a href="/">again</a><output>{left}</output>)", arg("leave", on<&Counted::leave>()), left);
  }
};

TEST_P(Lockstep, APageIsAskedForWhenTheEventsBeforeWereHeard) {
  left = 0;
  Page page = open<Counted>();
  for (int times = 1; times < 4; ++times) {
    page.focus("input").click("a");
    EXPECT_EQ(page.text("output"), std::to_string(times));
  }
}

struct BoxWithoutValue {
  std::optional<std::string> value = "a";
  void click() { value.reset(); }
  Html render() const {
    return HTML(R"(<input type="checkbox" value={value}><input type="radio" value={value}><button lv-click={click}>b</button>)", value,
                value, arg("click", on<&BoxWithoutValue::click>()));
  }
};

TEST_P(Lockstep, ABoxLosesItsValue) {
  Page page = open<BoxWithoutValue>();
  page.click("button");
  for (const std::string_view box : {"[type=checkbox]", "[type=radio]"}) {
    EXPECT_EQ(page.attr(box, "value"), std::nullopt) << box;
    EXPECT_EQ(page.value(box), "on") << box;
  }
}

TEST_P(Lockstep, WhatASelectShowsByItselfIsNoEdit) {
  const Page page = page_of(R"(<select size="3" lv-change="list"><option>a</option></select>
    <select lv-change="drop"><option disabled>choose</option><option>a</option></select>
    <select lv-change="two"><option selected>a</option><option selected>b</option></select>)");
  EXPECT_EQ(page.text("#heard"), "");
}

struct NothingToChoose {
  bool chosen = true;
  void click() { chosen = false; }
  Html render() const {
    return HTML(R"(<select><option selected disabled>a</option><option selected={chosen} disabled>b</option></select>
      <button lv-click={click}>b</button>)",
                chosen, arg("click", on<&NothingToChoose::click>()));
  }
};

TEST_P(Lockstep, ASelectMayShowNothing) {
  Page page = open<NothingToChoose>();
  EXPECT_EQ(page.value("select"), "b");
  page.click("button");
  EXPECT_EQ(page.value("select"), "");
}

struct OneOfMany {
  bool many = true;
  void click() { many = false; }
  Html render() const {
    return HTML(R"(<select multiple={many}><option>a</option><option selected>b</option><option selected>c</option></select>
      <button lv-click={click}>b</button>)",
                many, arg("click", on<&OneOfMany::click>()));
  }
};

TEST_P(Lockstep, OfManyChosenTheFirstStays) {
  Page page = open<OneOfMany>();
  page.click("button");
  EXPECT_EQ(page.value("select"), "b");
}

struct Renamed {
  std::string name = "a";
  void click() { name = "b"; }
  Html render() const {
    return HTML(R"(<input type="url" name={name}><button lv-click={click}>b</button>)", name, arg("click", on<&Renamed::click>()));
  }
};

TEST_P(Lockstep, AnAddressIsNotTrimmedByAnotherName) {
  Page page = open<Renamed>();
  page.fill("input", " http://a").click("button");
  EXPECT_EQ(page.value("input"), " http://a");
}

TEST_P(Lockstep, AClickInAButtonInASummaryIsForTheButton) {
  Page page = page_of(R"(<details><summary><button type="button" lv-click="b"><i>b</i></button></summary></details>)");
  page.click("i");
  EXPECT_EQ(page.text("#heard"), "b null;");
  EXPECT_EQ(page.attr("details", "open"), std::nullopt);
}

TEST_P(Lockstep, AKeyWritesAtTheEndAfterAClickToo) {
  Page page = page_of(R"(<input value="0123456789" size="10">)");
  page.click("input").key("input", "a");
  EXPECT_EQ(page.value("input"), "0123456789a");
}

TEST_P(Lockstep, AResetByEnterIsToldBeforeTheKeyComesUp) {
  Page page = page_of(R"(<form lv-change="c"><button type="reset" lv-keyup="up">back</button></form>)");
  for (int times = 0; times < 5; ++times) page.key("button", "Enter");
  std::string heard;
  for (int times = 0; times < 5; ++times) heard += R"(c {"_target":""};up {"key":"Enter"};)";
  EXPECT_EQ(page.text("#heard"), heard);
}

// They do something in a browser: in memory they are refused, not let go without it.
TEST_P(Lockstep, KeysThatMoveAreNotLostInMemory) {
  Page page = page_of(R"(<input id="text" lv-keydown="down"><input type="range" value="5"><input type="radio" name="r">
    <input type="number" value="1"><select><option>a</option><option>b</option></select>)");
  const std::pair<const char*, const char*> keys[] = {
      {"#text", "Tab"}, {"#text", "Shift+Tab"}, {"[type=range]", "ArrowUp"}, {"[type=radio]", "ArrowDown"}, {"[type=number]", "ArrowUp"},
      {"select", "b"}};
  for (const auto& [element, key] : keys)
    EXPECT_EQ(failure_of([&] { page.key(element, key); }).find("in memory") != std::string::npos, !in_browser()) << element << ' ' << key;
  page.key("#text", "ArrowDown");
  EXPECT_TRUE(page.text("#heard").ends_with(R"(down {"value":"","key":"ArrowDown"};)"));
  EXPECT_EQ(page.value("select"), in_browser() ? "b" : "a");
}

TEST_P(Lockstep, AnAddressIsNotTrimmedWhileItIsTyped) {
  Page page = page_of(R"(<input type="url">)");
  page.fill("input", " http://a");
  EXPECT_EQ(page.value("input"), " http://a");
}

}  // namespace
}  // namespace golive::testing
