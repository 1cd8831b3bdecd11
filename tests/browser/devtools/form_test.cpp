// Typing, choosing and answering, as a person does.
#include "browser/devtools/tab_fixture.h"

namespace golive {
namespace {

struct Desk {
  std::string log = {};
  std::string draft = {};
  int deleted = 0;

  void note(std::string_view what, std::string_view value) { log.append(what).append("=").append(value).append(";"); }
  void rename(std::string name) { note("name", name); }
  void write(std::string text) { draft = text; }
  void agree(bool yes) { note("agree", yes ? "yes" : "no"); }
  void size(std::string value) { note("size", value); }
  void day(std::string value) { note("day", value); }
  void key(const Payload& pressed) {
    note(pressed.get<bool>("ctrl").value_or(false) ? "ctrl" : "key", pressed.get<std::string>("key").value_or("none"));
  }
  void remove() { ++deleted; }

  Html render() const {
    return HTML(R"(<main id="desk" tabindex="0" lv-keydown={key}>
  <p id="log">{log}</p><p id="draft">{draft}</p><p id="deleted">{deleted}</p>
  <input id="name" value="old" lv-change={rename}>
  <textarea id="text" lv-input={write}></textarea>
  <label><input id="agree" type="checkbox" lv-change={agree}> I agree</label>
  <select id="size" lv-change={size}><option value="s">Small</option><option value="l">Large</option><option disabled>Huge</option></select>
  <input id="day" type="date" lv-change={day}>
  <input id="fixed" value="1" readonly><button id="off" disabled>off</button>
  <button id="remove" lv-click={remove} lv-confirm="Remove it?">Remove</button>
</main>)",
                arg("key", on<&Desk::key>()), arg("log", log), arg("draft", draft), arg("deleted", deleted),
                arg("rename", on<&Desk::rename>()), arg("write", on<&Desk::write>()), arg("agree", on<&Desk::agree>()),
                arg("size", on<&Desk::size>()), arg("day", on<&Desk::day>()), arg("remove", on<&Desk::remove>()));
  }
};

class Forms : public test::TabTest {
 protected:
  void SetUp() override {
    TabTest::SetUp();
    if (IsSkipped()) return;
    app.live<Desk>("/");
    open("/");
  }
};

TEST_F(Forms, AFilledFieldChangesWhenTheFocusLeavesIt) {
  tab().fill(find("#name"), "Gr\xC3\xBC\xC3\x9F Gott");
  tab().settle();
  EXPECT_EQ(text("#log"), "");
  EXPECT_EQ(attribute("#name", "value"), "old");
  EXPECT_EQ(attribute("#name", "golive-value"), "Gr\xC3\xBC\xC3\x9F Gott");
  EXPECT_EQ(attribute("#name", "golive-focused"), "");
  EXPECT_EQ(attribute("#text", "golive-focused"), "-");
  tab().blur(find("#name"));
  tab().settle();
  EXPECT_EQ(text("#log"), "name=Gr\xC3\xBC\xC3\x9F Gott;");
}

TEST_F(Forms, AFieldIsEmptiedByFillingItWithNothing) {
  tab().fill(find("#name"), "");
  tab().blur(find("#name"));
  tab().settle();
  EXPECT_EQ(text("#log"), "name=;");
}

TEST_F(Forms, KeysWriteWhereTheFocusIs) {
  tab().focus(find("#text"));
  tab().type("Hi, \xE2\x82\xAC 5!\n-");
  tab().press({"ArrowLeft"});
  tab().press({"Backspace"});
  tab().settle();
  EXPECT_EQ(attribute("#text", "golive-value"), "Hi, \xE2\x82\xAC 5!-");
  EXPECT_EQ(text("#draft"), "Hi, \xE2\x82\xAC 5!-");
}

TEST_F(Forms, KeysHaveTheNamesThatScriptsSee) {
  tab().focus(find("#desk"));
  for (const std::string_view key : {"Enter", "a", "ArrowDown", "Escape", "F2", "?"}) tab().press({key});
  tab().press({.key = "k", .control = true});
  tab().settle();
  EXPECT_EQ(text("#log"), "key=Enter;key=a;key=ArrowDown;key=Escape;key=F2;key=?;ctrl=k;");
  EXPECT_EQ(error_of([&] { tab().press({"ArowDown"}); }),
            "no key is named 'ArowDown'   do you mean 'ArrowDown'?   names are those of KeyboardEvent.key");
}

TEST_F(Forms, TheTabKeyGoesToTheNextControl) {
  tab().focus(find("#name"));
  tab().press({"Tab"});
  EXPECT_EQ(attribute("#text", "golive-focused"), "");
  tab().press({.key = "Tab", .shift = true});
  EXPECT_EQ(attribute("#name", "golive-focused"), "");
}

TEST_F(Forms, ABoxIsCheckedOnce) {
  tab().check(find("#agree"));
  tab().check(find("#agree"));
  tab().settle();
  EXPECT_EQ(attribute("#agree", "golive-checked"), "");
  tab().check(find("#agree"), false);
  tab().settle();
  EXPECT_EQ(attribute("#agree", "golive-checked"), "-");
  EXPECT_EQ(text("#log"), "agree=yes;agree=no;");
}

TEST_F(Forms, OptionsAreChosenByValueOrByWhatTheySay) {
  const auto choose = [this](const std::string& option) { tab().select(find("#size"), {&option, 1}); };
  choose("l");
  choose("Small");
  choose("s");  // it is already
  tab().settle();
  EXPECT_EQ(text("#log"), "size=l;size=s;");
  EXPECT_EQ(attribute("#size", "golive-value"), "s");
  EXPECT_EQ(attribute("option", "golive-selected"), "");
  EXPECT_EQ(error_of([&] { choose("XL"); }).substr(0, 12), "<select id=\"");
  EXPECT_NE(error_of([&] { choose("XL"); }).find("has no option 'XL', but 's', 'l', 'Huge'"), std::string::npos);
  EXPECT_NE(error_of([&] { choose("Huge"); }).find("the option 'Huge'"), std::string::npos);
}

TEST_F(Forms, ADateIsPicked) {
  tab().fill(find("#day"), "2024-02-29");
  tab().settle();
  EXPECT_EQ(text("#log"), "day=2024-02-29;");
  EXPECT_NE(error_of([&] { tab().fill(find("#day"), "yesterday"); }).find("'yesterday' is no value of <input id=\"day\""),
            std::string::npos);
}

TEST_F(Forms, WhatAPersonCannotDoIsRefused) {
  EXPECT_EQ(error_of([&] { tab().fill(find("#fixed"), "2"); }), R"(<input id="fixed" value="1" readonly=""> is read-only)");
  EXPECT_EQ(error_of([&] { tab().fill(find("#remove"), "2"); }).substr(0, 20), R"(<button id="remove" )");
  EXPECT_EQ(error_of([&] { tab().click(find("#off")); }), R"(<button id="off" disabled=""> is disabled)");
  EXPECT_EQ(error_of([&] { tab().focus(find("#log")); }), R"(<p id="log"> cannot have the focus)");
  EXPECT_EQ(error_of([&] { tab().check(find("#name")); }).find("is no check box") == std::string::npos, false);
}

TEST_F(Forms, QuestionsAreAnsweredAsToldAndRemembered) {
  tab().answer_dialogs(false);
  click("#remove");
  EXPECT_EQ(text("#deleted"), "0");
  tab().answer_dialogs(true);
  click("#remove");
  EXPECT_EQ(text("#deleted"), "1");
  const auto dialogs = tab().take_dialogs();
  ASSERT_EQ(dialogs.size(), 2u);
  EXPECT_EQ(dialogs[0].kind, "confirm");
  EXPECT_EQ(dialogs[0].message, "Remove it?");
  EXPECT_TRUE(tab().take_dialogs().empty());
}

}  // namespace
}  // namespace golive
