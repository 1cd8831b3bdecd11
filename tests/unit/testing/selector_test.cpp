#include "testing/selector.h"

#include <gtest/gtest.h>

#include <string>

#include "testing/parse.h"
#include "testing/visible_text.h"

namespace golive {
namespace {

using testing::Document;
using testing::Node;
using testing::Selector;
using testing::SelectorError;

// The ids of what a selector finds, in the tree's order.
std::string found(const Document& page, std::string_view selector) {
  std::string ids;
  for (const Node node : Selector(selector).find_all(page.root())) (ids += ids.empty() ? "" : " ") += node.attribute("id").value_or("-");
  return ids;
}

struct Case {
  std::string_view selector;
  std::string_view ids;
};

TEST(Selector, FindsElementsByWhatTheyAre) {
  const Document page = testing::parse_document(
      "<!doctype html><main id=m><form id=f class='add  wide' data-n='a-b c' lang=en-GB><input id=i type=TEXT name=Name disabled>"
      "<button id=b title=''>Add</button></form><svg id=s viewBox='0 0 1 1'><linearGradient id=g></linearGradient></svg></main>");
  for (const auto& [selector, ids] : {Case{"form", "f"},
                                      {"FORM", "f"},
                                      {"*", "- - - m f i b s g"},
                                      {"#f", "f"},
                                      {".add.wide", "f"},
                                      {".ADD", ""},
                                      {"[disabled]", "i"},
                                      {"[DISABLED]", "i"},
                                      {"[type=text]", "i"},
                                      {"[name=name]", ""},
                                      {"[name=name i]", "i"},
                                      {"[type='text' s]", ""},
                                      {"[data-n~=c]", "f"},
                                      {"[data-n~='']", ""},
                                      {"[lang|=en]", "f"},
                                      {"[lang|=e]", ""},
                                      {"[data-n^=a-]", "f"},
                                      {"[data-n$=\" c\"]", "f"},
                                      {"[data-n*='b c']", "f"},
                                      {"[title='']", "b"},
                                      {"[title*='']", ""},
                                      {"linearGradient", "g"},
                                      {"lineargradient", ""},
                                      {"[viewBox]", "s"},
                                      {"[viewbox]", "s"},
                                      {"input, #s , .add", "f i s"},
                                      {"form#f.add[lang]", "f"},
                                      {"button:not([disabled])", "b"},
                                      {":is(input, button):not(#b)", "i"},
                                      {":not(:not(form))", "f"}}) {
    EXPECT_EQ(found(page, selector), ids) << selector;
  }
}

TEST(Selector, FindsElementsByWhereTheyAre) {
  const Document page = testing::parse_document(
      "<!doctype html><ul id=u><li id=a>1<li id=b>2<li id=c><p id=p>3</p><b id=x></b><b id=y></b><li id=d>4<li id=e>5</ul><p id=q>6</p>");
  for (const auto& [selector, ids] : {Case{"ul li", "a b c d e"},
                                      {"body p", "p q"},
                                      {"body > p", "q"},
                                      {"li + li", "b c d e"},
                                      {"#b~li", "c d e"},
                                      {"ul > li > p + b", "x"},
                                      {"p ~ b", "x y"},
                                      {"body ul p", "p"},
                                      {"li:nth-child(2)", "b"},
                                      {"li:nth-child(odd)", "a c e"},
                                      {"li:nth-child(2n)", "b d"},
                                      {"li:nth-child( -n + 2 )", "a b"},
                                      {"li:nth-child(n+4)", "d e"},
                                      {"li:nth-child(3n-1)", "b e"},
                                      {"li:nth-child(-2)", ""},
                                      {"li:nth-last-child(1)", "e"},
                                      {"li:first-child", "a"},
                                      {"li:last-child", "e"},
                                      {"b:last-child", "y"},
                                      {"ul:only-child", ""},
                                      {"html:only-child", "-"},
                                      {"li:has-text('3') b", "x y"}}) {
    EXPECT_EQ(found(page, selector), ids) << selector;
  }
}

// The nearest ancestor that fits the step is not always the right one.
TEST(Selector, LooksFurtherUpWhenTheNearestDoesNotDo) {
  const Document page = testing::parse_document("<!doctype html><div class=a><i></i><div><div class=a><p id=p></p></div></div></div>");
  EXPECT_EQ(found(page, "i + div p"), "p");
  EXPECT_EQ(found(page, "i + div > .a > p"), "p");
  EXPECT_EQ(found(page, "body > .a p"), "p");
}

TEST(Selector, FindsWhatAReaderSees) {
  const Document page = testing::parse_document(
      "<!doctype html><title>Add</title><button id=a> Add\n <b>one</b> </button><button id=b hidden>Add one</button><p id=c>Add<br>one</p>"
      "<div id=d><p>Add</p>one</div><p id=e>A<i>dd</i> one<script>no</script></p><p id=f>Add<!-- -->one</p>");
  EXPECT_EQ(found(page, ":is(button, p, div):has-text(\"Add one\")"), "a c d e");
  EXPECT_EQ(testing::visible_text(page.root()), "Add one Add one Add one Add one Addone");
}

TEST(Selector, ReadsEscapesAndTextsInQuotes) {
  const Document page = testing::parse_document("<!doctype html><p id='1 a' class='a.b \xC3\xA9'></p><p id=-x data-a='\"'></p>");
  EXPECT_EQ(found(page, R"(#\31\ a)"), "1 a");
  EXPECT_EQ(found(page, R"(#\000031\20 a)"), "1 a");
  EXPECT_EQ(found(page, R"(.a\.b.\e9)"), "1 a");
  EXPECT_EQ(found(page, ".\xC3\xA9"), "1 a");
  EXPECT_EQ(found(page, "#-x"), "-x");
  EXPECT_EQ(found(page, R"([data-a='"'])"), "-x");
  EXPECT_EQ(found(page, R"([data-a="\""])"), "-x");
}

TEST(Selector, SaysWhereItCannotBeRead) {
  for (const auto& [selector, said] : {Case{"", "a selector is missing at the end\n  \n  ^"},
                                       {"li >", "a selector is missing at the end\n  li >\n      ^"},
                                       {"li,,p", "an element, *, #, ., [ or : is missing\n  li,,p\n     ^"},
                                       {"[a", "=, ~=, |=, ^=, $=, *= or ] is missing\n  [a\n    ^"},
                                       {"[a=b", "the [ of an attribute has no ]\n  [a=b\n      ^"},
                                       {"[a='b]", "this quotation mark has no second one\n  [a='b]\n     ^"},
                                       {"li:hover", "this pseudo-class is not known here\n  li:hover\n    ^"},
                                       {"p::before", "there are no pseudo-elements in a page's tree\n  p::before\n    ^"},
                                       {":nth-child(x)", "a number, an+b, odd or even is missing\n  :nth-child(x)\n             ^"},
                                       {":not(p", "a ) is missing\n  :not(p\n        ^"},
                                       {"#1", "the name of an id is missing\n  #1\n   ^"},
                                       {"p)", "a selector cannot go on like this\n  p)\n   ^"},
                                       {":has-text(x)", "a text in quotes is missing\n  :has-text(x)\n            ^"},
                                       {std::string_view("a\n\0$", 4), "an element, *, #, ., [ or : is missing\n  a  $\n    ^"},
                                       {"\xC3\xA9 $", "an element, *, #, ., [ or : is missing\n  \xC3\xA9 $\n    ^"}}) {
    try {
      const Selector read(selector);
      ADD_FAILURE() << selector << " was read";
    } catch (const SelectorError& error) {
      EXPECT_EQ(error.what(), said);
    }
  }
  std::string nested;
  for (int i = 0; i < 100'000; ++i) nested += ":not(";
  EXPECT_THROW(Selector{nested}, SelectorError);
}

TEST(Selector, LooksIntoNoTemplate) {
  const Document page = testing::parse_document("<!doctype html><template><p id=t></p></template><p id=p></p>");
  EXPECT_EQ(found(page, "p"), "p");
}

}  // namespace
}  // namespace golive
