#include "html/markup_writer.h"

#include <gtest/gtest.h>

#include <string>

#include "golive/error.h"
#include "golive/html.h"
#include "html/escape.h"

namespace golive {
namespace {

std::string served(Html html) {
  std::string out = "before ";
  write_markup(detail::root_instance(html), out);
  return out;
}

std::string error_of(Html html) {
  try {
    served(html);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(MarkupWriter, AppendsToWhatIsThere) {
  const RenderScope scope;
  EXPECT_EQ(served(HTML("<p>{}</p>", 1)), "before <p>1</p>");
}

TEST(MarkupWriter, MarksEveryNodeSlot) {
  const RenderScope scope;
  const Html inner = HTML("<b>{}</b>", Html());
  EXPECT_EQ(served(HTML("<p>{} {}</p>", inner, std::optional<Html>())),
            "before <p><!--$--><b><!--$--><!--/--></b><!--/--> <!--$--><!--/--></p>");
}

TEST(MarkupWriter, DoublesALeadingLineFeed) {
  const RenderScope scope;
  EXPECT_EQ(served(HTML("<pre>{}</pre>", "\nx")), "before <pre>\n\nx</pre>");
  EXPECT_EQ(served(HTML("<textarea>{}</textarea>", "\nx")), "before <textarea>\n\nx</textarea>");
  EXPECT_EQ(served(HTML("<textarea>{}</textarea>", "")), "before <textarea>\n</textarea>");
  EXPECT_EQ(served(HTML("<pre>{}</pre>", raw(TrustedHtml("\nx")))), "before <pre><!--$-->\nx<!--/--></pre>");
}

TEST(MarkupWriter, ATemplateThatTheParserWouldBreakUpIsRefused) {
  const RenderScope scope;
  const std::string error = error_of(HTML("<p>{}</p>", HTML("<div>x</div>")));
  EXPECT_TRUE(error.starts_with("GL0104 ")) << error;
  EXPECT_NE(error.find("<p>"), std::string::npos) << error;
  const std::size_t first = error.find("markup_writer_test.cpp:");
  EXPECT_NE(error.find("markup_writer_test.cpp:", first + 1), std::string::npos) << "both templates are named: " << error;
}

TEST(MarkupWriter, ChecksThroughTemplatesBetween) {
  const RenderScope scope;
  EXPECT_TRUE(error_of(HTML("<p>{}</p>", HTML("<span>{}</span>", HTML("<div>x</div>")))).starts_with("GL0104 "));
  EXPECT_TRUE(error_of(HTML("<form>{}</form>", HTML("<div>{}</div>", HTML("<form></form>")))).starts_with("GL0104 "));
  EXPECT_TRUE(error_of(HTML("<p>{}</p>", each(
                                             std::vector<int>{1}, [](int v) { return v; }, [](int) { return HTML("<ul></ul>"); })))
                  .starts_with("GL0104 "));
  EXPECT_TRUE(error_of(HTML("<p>{}</p>", memo(1, [] { return HTML("<ul></ul>"); }))).starts_with("GL0104 "));
  EXPECT_EQ(error_of(HTML("<p>{}</p>", HTML("<button>{}</button>", HTML("<div>x</div>")))), "no error") << "a button hides the p";
}

TEST(MarkupWriter, RowsOfATableStandInTheTable) {
  const RenderScope scope;
  const auto row = [](int v) { return HTML("<tr><td>{v}</td></tr>", v); };
  const auto rows = [&] {
    return each(
        std::vector<int>{1, 2}, [](int v) { return v; }, row);
  };
  EXPECT_EQ(served(HTML("<table><tbody>{}</tbody></table>", rows())),
            "before <table><tbody><!--$--><tr><td>1</td></tr><tr><td>2</td></tr><!--/--></tbody></table>");
  EXPECT_TRUE(error_of(HTML("<div>{}</div>", rows())).starts_with("GL0104 "));
  EXPECT_TRUE(error_of(row(1)).starts_with("GL0104 ")) << "a row alone is no page";
  EXPECT_EQ(to_string(row(1)), "<tr><td>1</td></tr>") << "but may be looked at alone";
}

TEST(Escape, WritesTheCharactersThatMatter) {
  std::string text;
  append_escaped_text(text, "a&b<c>d\"e'f\rg\n");
  EXPECT_EQ(text, "a&amp;b&lt;c&gt;d\"e'f&#13;g\n");
  std::string attribute;
  append_escaped_attribute(attribute, "a&b<c>d\"e'f\rg\n");
  EXPECT_EQ(attribute, "a&amp;b&lt;c&gt;d&quot;e'f&#13;g\n");
}

}  // namespace
}  // namespace golive
