// HTML(...) as an expression: what it evaluates, when, and where it may stand.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "golive/html.h"

namespace golive {
namespace {

TEST(Html, EvaluatesItsHolesFromLeftToRight) {
  RenderScope scope;
  int last = 0;
  const auto next = [&last] { return ++last; };
  EXPECT_EQ(to_string(HTML("<b>{}</b><i title=\"{}-{}\">{}</i>", next(), next(), next(), next())), "<b>1</b><i title=\"2-3\">4</i>");
}

TEST(Html, CopiesTemporaries) {
  RenderScope scope;
  const Html html = HTML("<b title=\"a{}\">{}</b>", std::string(40, 'x'), std::string(40, 'y'));
  EXPECT_EQ(to_string(html), "<b title=\"a" + std::string(40, 'x') + "\">" + std::string(40, 'y') + "</b>");
}

TEST(Html, TakesNoHolesAtAll) {
  RenderScope scope;
  EXPECT_EQ(to_string(HTML("<br>")), "<br>");
  EXPECT_EQ(to_string(HTML("")), "");
  EXPECT_EQ(to_string(HTML("<b>"
                           "x"
                           "</b>")),
            "<b>x</b>");
}

template <class T>
Html bold(const T& value) {
  return HTML("<b>{value}</b>", value);
}

TEST(Html, StandsInTemplatesAndLambdasAndInItself) {
  RenderScope scope;
  const auto item = [](int n) { return HTML("<i>{n}</i>", n); };
  EXPECT_EQ(to_string(bold(7)), "<b>7</b>");
  EXPECT_EQ(to_string(bold("x")), "<b>x</b>");
  EXPECT_EQ(to_string(bold(item(1))), "<b><!--$--><i>1</i><!--/--></b>");
  EXPECT_EQ(to_string(HTML("<p>{}{}</p>", item(1), HTML("<u>{}</u>", 2))), "<p><!--$--><i>1</i><!--/--><!--$--><u>2</u><!--/--></p>");
}

TEST(Html, JoinsThePartsOfAValue) {
  RenderScope scope;
  EXPECT_EQ(to_string(HTML("<p class=\"a {} b {}\" id=\"x{}\" title={}></p>", "c", 4, 5, "t")),
            "<p class=\"a c b 4\" id=\"x5\" title=\"t\"></p>");
  EXPECT_EQ(to_string(HTML("<textarea>&lt;{} &amp; {}</textarea>", "a", "<b>")), "<textarea>\n&lt;a &amp; &lt;b&gt;</textarea>");
  EXPECT_EQ(to_string(HTML("<a href=\"/user/{}?tab={}\">x</a>", "a b", "c&d")), "<a href=\"/user/a%20b?tab=c%26d\">x</a>");
}

TEST(Html, WritesTextBetweenTextsApart) {
  RenderScope scope;
  EXPECT_EQ(to_string(HTML("<p>a {}{} b</p>", 1, 2)), "<p>a <!---->1<!---->2<!----> b</p>");
}

TEST(Html, KeepsALineFeedAtTheBeginningOfPreAndTextarea) {
  RenderScope scope;
  EXPECT_EQ(to_string(HTML("<pre>{}</pre>", "\nx")), "<pre>\n\nx</pre>");
  EXPECT_EQ(to_string(HTML("<textarea>{}</textarea>", "\nx")), "<textarea>\n\nx</textarea>");
  EXPECT_EQ(to_string(HTML("<pre>\n\nx</pre>")), "<pre>\n\nx</pre>");
}

TEST(Html, MakesSvgTemplates) {
  RenderScope scope;
  const Html dot = HTML("<circle r={}/>", 2);
  EXPECT_EQ(to_string(HTML("<svg>{}</svg>", dot)), "<svg><!--$--><circle r=\"2\"/><!--/--></svg>");
  EXPECT_EQ(to_string(HTML("<svg>{}</svg>", SVG("<a href={}>x</a>", "/y"))), "<svg><!--$--><a href=\"/y\">x</a><!--/--></svg>");
}

}  // namespace
}  // namespace golive
