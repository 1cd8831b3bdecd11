#include "testing/parse.h"

#include <gtest/gtest.h>

#include "golive/detail/template_element.h"

#include "unit/testing/random_markup.h"
#include "unit/testing/tree_cases.h"
#include "unit/testing/tree_text.h"

namespace golive::testing {
namespace {

using test::tree_text;

std::string fragment(std::string_view markup, std::string_view context = "body") {
  return parse_fragment(markup, context).root().inner_html();
}

TEST(HtmlParser, MakesTheTreesOfTheCases) {
  const auto cases = test::tree_cases();
  ASSERT_GT(cases.size(), 20u);
  for (const test::TreeCase& each : cases) {
    const Document page = each.context.empty() ? parse_document(each.markup, {.scripting = false})
                                               : parse_fragment(each.markup, each.context, {.scripting = each.context != "template"});
    EXPECT_EQ(tree_text(page.root()), each.tree) << each.where << ": " << each.markup;
    std::string errors;
    for (const MarkupError& error : page.errors()) (errors += name_of(error.fault)) += '\n';
    if (each.has_errors) {
      EXPECT_EQ(errors, each.errors) << each.where << ": " << each.markup;
    }
  }
}

TEST(HtmlParser, SaysWhereAnErrorIs) {
  const Document page = parse_fragment("<p>a\n<b>\xC3\xA9</div>");
  ASSERT_FALSE(page.errors().empty());
  const MarkupError error = page.errors().front();
  EXPECT_EQ(name_of(error.fault), "unexpected-end-tag");
  EXPECT_EQ(error.subject, "div");
  const Position position = position_in(page.source(), error.at);
  EXPECT_EQ(position.line, 2u);
  EXPECT_EQ(position.column, 5u);
}

TEST(HtmlParser, ReplacesWhatIsNoUtf8) {
  EXPECT_EQ(fragment("a\xFF\xC3(\xF0\x9F"), "a\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD");
  EXPECT_EQ(fragment(std::string_view("a\0b\xFF\0", 5)), "ab\xEF\xBF\xBD");
}

TEST(HtmlParser, NodesStayWhenTheDocumentMoves) {
  Document page = parse_fragment("<p id=x>a");
  const Node p = page.root().first_child();
  const Document moved = std::move(page);
  EXPECT_EQ(p.outer_html(), "<p id=\"x\">a</p>");
  EXPECT_EQ(p.attribute("id"), "x");
}

TEST(HtmlParser, VoidElementsAreThoseOfTheTemplates) {
  for (int i = 1; i <= static_cast<int>(Tag::xmp); ++i) {
    const Tag tag = static_cast<Tag>(i);
    const std::string_view name = name_of(tag);
    EXPECT_EQ(tag_of(name), tag);
    const auto kind = detail::html_element(detail::name_key(name.data(), static_cast<std::uint32_t>(name.size()))).kind;
    if (kind == detail::ElementKind::refused || kind == detail::ElementKind::unknown) continue;
    EXPECT_EQ((traits_of(tag) & kVoid) != 0, kind == detail::ElementKind::empty) << name;
  }
}

TEST(HtmlParser, ReadsWhatItWrites) {
  const std::string written = fragment("<ul><li>a &lt; b<li><pre>\n\n x</pre><table><tr><td>1</table><textarea>\n\nq</textarea>");
  EXPECT_EQ(written,
            "<ul><li>a &lt; b</li><li><pre>\n x</pre><table><tbody><tr><td>1</td></tr></tbody></table><textarea>\nq</textarea></li></ul>");
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (; count > 0; --count) out += text;
  return out;
}

// Each of these costs time that grows with the square in a careless parser; here all of them take half a second.
TEST(HtmlParser, HostileMarkupTakesNoSquareTime) {
  for (const std::string_view piece : {"<div>",
                                       "<b>",
                                       "<p><b a=1>",
                                       "<a>",
                                       "</p>",
                                       "<table>",
                                       "<table>x",
                                       "<svg>",
                                       "<svg><desc>",
                                       "<!--",
                                       "<!--x",
                                       "&a",
                                       "<",
                                       "</",
                                       "<a b",
                                       "<li>",
                                       "<b><p></b>",
                                       "<button>",
                                       "<select><option>",
                                       "<template>",
                                       "<font size=1><font size=2>",
                                       "<script><!--<script>",
                                       "<![CDATA[",
                                       "\"'=<a ",
                                       "<i><div></i>"}) {
    const Document page = parse_fragment(repeated(piece, 300'000 / piece.size()) + ">x");
    EXPECT_TRUE(page.root().first_child()) << piece;
    EXPECT_LE(page.errors().size(), 1000u);
  }
  std::string attributes = "<p";
  for (int i = 0; i < 50'000; ++i) attributes += " a" + std::to_string(i);
  EXPECT_EQ(parse_fragment(attributes + ">").root().first_child().attributes().size(), 50'000u);
  EXPECT_EQ(parse_fragment(std::string(300'000, '\0') + "x").root().first_child().text(), "x");
}

TEST(HtmlParser, RandomMarkupMakesASoundTree) {
  test::RandomMarkup random(7);
  for (int i = 0; i < 3000; ++i) {
    const std::string markup = random.text();
    const Document page = parse_fragment(markup);
    for (const MarkupError& error : page.errors()) ASSERT_LE(error.at, page.source().size()) << markup;
    std::size_t count = 0;
    for (Node node = page.root(); node; node = node.after(page.root())) {
      ++count;
      for (Node child = node.first_child(); child; child = child.next())
        ASSERT_TRUE(child.parent() == node && (!child.next() || child.next().previous() == child));
    }
    ASSERT_GE(count, 1u);
  }
}

}  // namespace
}  // namespace golive::testing
