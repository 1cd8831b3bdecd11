// Patched is fresh: what is the same page, and how a difference is told.
#include "testing/compare.h"

#include <gtest/gtest.h>

#include "testing/document_editor.h"
#include "testing/parse.h"

namespace golive::testing {
namespace {

std::string difference(std::string_view patched, std::string_view fresh, const Foreign* foreign = nullptr) {
  const Document one = parse_fragment(patched);
  const Document other = parse_fragment(fresh);
  const auto found = compare(one.root(), other.root(), foreign);
  return found ? found->path + ": " + found->patched + " / " + found->fresh : "";
}

TEST(Compare, MarksAndTheOrderOfAttributesAreNoDifference) {
  EXPECT_EQ(difference("<p id=a class=b>x<!---->y<!--$--><i>z</i><!--/--></p>", "<p class=b id=a>xy<i>z</i></p>"), "");
  EXPECT_EQ(difference("<!--$--><!--/-->", ""), "");
  EXPECT_EQ(difference("<p class=\"b  a\">", "<p class=\"a b\">"), "");
  EXPECT_EQ(difference("<template><b>1</b></template>", "<template><b>1</b></template>"), "");
}

TEST(Compare, TextsBesideEachOtherAreOne) {
  Document page = parse_fragment("<p>a</p>");
  DocumentEditor editor(page);
  const Node p = page.root().first_child();
  editor.insert(editor.make_text(""), p, p.first_child());
  editor.insert(editor.make_text("b"), p);
  EXPECT_FALSE(compare(page.root(), parse_fragment("<p>ab</p>").root()));
  EXPECT_TRUE(compare(page.root(), parse_fragment("<p>abc</p>").root()));
}

TEST(Compare, TheClientsOwnClassesAreNoDifference) {
  EXPECT_EQ(difference("<p class=\"a lv-loading lv-pending\">", "<p class=a>"), "");
  EXPECT_EQ(difference("<p class=lv-error>", "<p>"), "");
  EXPECT_EQ(difference("<p class=lv-active>", "<p>"), "p: <p class=\"lv-active\"> / <p>");
}

TEST(Compare, TellsTheNearestElementAndBothSides) {
  EXPECT_EQ(difference("<ul><li>1<li>2</ul>", "<ul><li>1<li>3</ul>"), "ul > li:nth-child(2): \"2\" / \"3\"");
  EXPECT_EQ(difference("<ul><li>1<li>2</ul>", "<ul><li>1</ul>"), "ul: <li>2</li> / nothing");
  EXPECT_EQ(difference("<main><p>x</p></main>", "<main><p>x</p><b>y</b></main>"), "main: nothing / <b>y</b>");
  EXPECT_EQ(difference("<p title=a>x</p>", "<p title=b>x</p>"), "p: <p title=\"a\"> / <p title=\"b\">");
  EXPECT_EQ(difference("<p>x</p>", "<p hidden>x</p>"), "p: <p> / <p hidden=\"\">");
  EXPECT_EQ(difference("<p hidden>x</p>", "<p>x</p>"), "p: <p hidden=\"\"> / <p>");
  EXPECT_EQ(difference("<b>x</b>", "<i>x</i>"), "the root: <b>x</b> / <i>x</i>");
  EXPECT_EQ(difference("<svg><a></a></svg>", "<a></a>"), "the root: <svg><a></a></svg> / <a></a>");
  EXPECT_EQ(difference("<p>x<!--note--></p>", "<p>x</p>"), "p: <!--note--> / nothing");
  EXPECT_EQ(difference("<p>x</p>", "<p></p>"), "p: \"x\" / no text");
  EXPECT_EQ(difference("<p><template><b>1</b></template></p>", "<p><template><b>2</b></template></p>"), "b: \"1\" / \"2\"");
  EXPECT_LT(difference("<p>" + std::string(9'000, 'x'), "<p>" + std::string(9'000, 'y')).size(), 500u);
}

struct Widget : Foreign {
  bool is_foreign(Node node) const override { return node.is_element() && node.name() == "my-widget"; }
  bool is_foreign(Node element, std::string_view attribute) const override { return element.name() == "details" && attribute == "open"; }
};

TEST(Compare, WhatOthersWroteIsAskedFor) {
  const Widget widget;
  EXPECT_EQ(difference("<p>a<my-widget>w</my-widget>b</p><details open></details>", "<p>ab</p><details></details>", &widget), "");
  EXPECT_EQ(difference("<details></details>", "<details open></details>", &widget), "");
  EXPECT_NE(difference("<p>ab</p>", "<p>a<my-widget>w</my-widget>b</p>", &widget), "");
  EXPECT_NE(difference("<details id=a open></details>", "<details></details>", &widget), "");
}

}  // namespace
}  // namespace golive::testing
