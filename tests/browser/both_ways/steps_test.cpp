// What a person does, and what they see then.
#include "browser/both_ways/both_ways.h"
#include "examples/counter/counter.h"
#include "unit/testing/todos.h"

namespace golive::testing {
namespace {

using examples::Counter;
using pages::Todos;

class Steps : public BothWays {
 protected:
  static Page todos() { return open<Todos>("/todos/7?tab=open", {.route = "/todos/{id}"}); }
};
GOLIVE_BOTH_WAYS(Steps);

TEST_P(Steps, APageIsWhereItWasOpened) {
  const Page page = todos();
  EXPECT_EQ(page.status(), 200);
  EXPECT_EQ(page.url(), "/todos/7?tab=open");
  EXPECT_EQ(page.text("h1"), "List 7, open");
  EXPECT_EQ(page.title(), "todos");
  EXPECT_EQ(page.html("h1"), "List 7, open");
  EXPECT_EQ(page.html("label"),
            R"(What <input name="title" lv-input=")" + *page.attr("#new input", "lv-input") + R"(" value="" required="">)");
  EXPECT_EQ(page.html().find("golive-index"), std::string::npos) << page.html();
}

TEST_P(Steps, ClicksAreSeen) {
  Page page = open<Counter>();
  EXPECT_FALSE(page.element("button", "reset").enabled());
  page.click("button", "one more").click("button", "one more").click("button", "one less");
  EXPECT_EQ(page.text("output"), "1");
  page.click("button", "reset");
  EXPECT_EQ(page.text("output"), "0");
}

TEST_P(Steps, KeysAreHeardWhereTheFocusIs) {
  Page page = open<Counter>();
  page.key("#counter", "ArrowUp").key("#counter", "ArrowUp").key("#counter", "ArrowDown");
  EXPECT_EQ(page.text("output"), "1");
  EXPECT_TRUE(page.focused("#counter"));
}

TEST_P(Steps, TypingIsSentAndComesBack) {
  Page page = open<Counter>();
  page.fill("input", "hello");
  EXPECT_EQ(page.text("#echo"), "HELLO");
  EXPECT_EQ(page.value("input"), "hello");
  EXPECT_TRUE(page.focused("input"));
  page.fill("input", "");
  EXPECT_EQ(page.text("#echo"), "");
}

TEST_P(Steps, FormsAreSentWithTheirFields) {
  Page page = todos();
  page.submit("#new", {{"title", "milk"}, {"kind", "urgent"}});
  EXPECT_EQ(page.text("li span"), "milk!");
  EXPECT_EQ(page.value("#new input"), "");
  page.fill("#new input", "eggs").key("#new input", "Enter");
  EXPECT_EQ(page.count("li"), 2u);
  page.element("li", "milk!").element("button").click();
  EXPECT_EQ(page.text("ul"), "eggs! x");
}

TEST_P(Steps, AFormThatIsNotValidIsNotSent) {
  Page page = todos();
  EXPECT_NE(failure_of([&] { page.submit("#new"); }).find("submit(\"#new\"): the form is not valid: "), std::string::npos);
  EXPECT_NE(failure_of([&] { page.click("button", "Add"); }).find("click(\"button\", \"Add\"): the form is not valid: "),
            std::string::npos);
  EXPECT_FALSE(page.exists("li"));
  page.fill("#new input", "milk").click("button", "Add");
  EXPECT_EQ(page.count("li"), 1u);
}

TEST_P(Steps, OnlyWhatAPersonCouldClickIsClicked) {
  Page page = todos();
  EXPECT_NE(failure_of([&] { page.click("#inner"); }), "nothing");
  page.click("summary").click("#inner");
  page.click("#later").advance(5s);
  page.until([&] { return !page.enabled("#later"); });
  EXPECT_NE(failure_of([&] { page.click("#later"); }).find("disabled"), std::string::npos);
}

TEST_P(Steps, BoxesOfRowsAreTicked) {
  Page page = todos();
  page.submit("#new", {{"title", "milk"}}).submit("#new", {{"title", "eggs"}});
  page.click("li:nth-child(2) input");
  EXPECT_FALSE(page.checked("li:nth-child(1) input"));
  EXPECT_TRUE(page.checked("li:nth-child(2) input"));
  EXPECT_TRUE(page.attr("li:nth-child(2) input", "checked"));
  page.change("li:nth-child(2) input", "on").change("li:nth-child(1) input", "on");
  EXPECT_TRUE(page.checked("li:nth-child(1) input"));
}

}  // namespace
}  // namespace golive::testing
