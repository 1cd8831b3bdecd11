// Each context of a template against the hostile corpus: what stands in the page is, read back by the rules of HTML, the repaired text.
#include <gtest/gtest.h>

#include <string>

#include "base/utf8.h"
#include "golive/html.h"
#include "unit/html/hostile.h"

namespace golive {
namespace {

std::string repaired(std::string_view text) {
  std::string out(repaired_size_limit(text.size()), '\0');
  out.resize(static_cast<std::size_t>(copy_repaired(out.data(), text) - out.data()));
  return out;
}

// Character references of the five characters we write, decoded.
std::string decoded(std::string_view markup) {
  std::string text;
  while (!markup.empty()) {
    bool found = false;
    for (const auto& [reference, c] :
         {std::pair{std::string_view("&amp;"), '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#13;", '\r'}}) {
      if (!markup.starts_with(reference)) continue;
      text += c;
      markup.remove_prefix(reference.size());
      found = true;
      break;
    }
    if (found) continue;
    text += markup.front();
    markup.remove_prefix(1);
  }
  return text;
}

// What stands between `before` and `after` in the markup of `html`.
std::string between(Html html, std::string_view before, std::string_view after) {
  const std::string markup = to_string(html);
  EXPECT_TRUE(markup.starts_with(before)) << markup;
  EXPECT_TRUE(markup.ends_with(after)) << markup;
  return markup.substr(before.size(), markup.size() - before.size() - after.size());
}

TEST(Escaping, TextStaysText) {
  for (const std::string& text : test::hostile_texts()) {
    const RenderScope scope;
    const std::string served = between(HTML("<p>{}</p>", text), "<p>", "</p>");
    EXPECT_EQ(served.find_first_of("<>\r"), std::string::npos) << served;
    EXPECT_EQ(decoded(served), repaired(text));
  }
}

TEST(Escaping, AttributesStayBetweenTheirQuotes) {
  for (const std::string& text : test::hostile_texts()) {
    const RenderScope scope;
    const std::string served = between(HTML("<p title={}></p>", text), "<p title=\"", "\"></p>");
    EXPECT_EQ(served.find_first_of("<>\"\r"), std::string::npos) << served;
    EXPECT_EQ(decoded(served), repaired(text));
  }
}

TEST(Escaping, PartsOfAttributesStayParts) {
  for (const std::string& text : test::hostile_texts()) {
    const RenderScope scope;
    const std::string served = between(HTML("<p title=\"a {} b {}\"></p>", text, text), "<p title=\"a ", "\"></p>");
    EXPECT_EQ(served.find_first_of("<>\"\r"), std::string::npos) << served;
    EXPECT_EQ(decoded(served), repaired(text) + " b " + repaired(text));
  }
}

TEST(Escaping, TextareaAndTitleContentStaysContent) {
  for (const std::string& text : test::hostile_texts()) {
    const RenderScope scope;
    EXPECT_EQ(decoded(between(HTML("<textarea>{}</textarea>", text), "<textarea>\n", "</textarea>")), repaired(text));
    EXPECT_EQ(between(HTML("<textarea>{}</textarea>", text), "<textarea>\n", "</textarea>").find('<'), std::string::npos);
    EXPECT_EQ(decoded(between(HTML("<pre>{}</pre>", text), "<pre>\n", "</pre>")), repaired(text));
  }
}

TEST(Escaping, UrlsHaveAnAllowedSchemeOrNone) {
  for (const std::string& text : test::hostile_texts()) {
    const RenderScope scope;
    const std::string served = decoded(between(HTML("<a href={}></a>", text), "<a href=\"", "\"></a>"));
    if (served != "about:invalid") {
      EXPECT_EQ(served, repaired(text));
    }
    for (const char* scheme : {"script:", "data:", "SCRIPT:"}) EXPECT_EQ(served.substr(0, 20).find(scheme), std::string::npos) << served;
  }
}

TEST(Escaping, AUrlMadeOfPartsIsJudgedAsAWhole) {
  const RenderScope scope;
  // The compiler refuses href="{}{}"; the joiner must not depend on that.
  const auto joined = [](std::string_view first, std::string_view second) {
    detail::ValueJoiner joiner;
    joiner.add<detail::Context::url>(first);
    joiner.add<detail::Context::url_path>(second);
    return std::string(joiner.finish().view());
  };
  EXPECT_EQ(joined("java", "script:alert(1)"), "about:invalid");
  EXPECT_EQ(joined("javascript", ":alert(1)"), "about:invalid");
  EXPECT_EQ(joined("", "javascript:alert(1)"), "about:invalid");
  EXPECT_EQ(joined("https://x/", "a b"), "https://x/a%20b");
  EXPECT_EQ(to_string(HTML("<a href=\"{}/{}\"></a>", "https://x", "a b")), "<a href=\"https://x/a%20b\"></a>");
  EXPECT_EQ(to_string(HTML("<a href=\"/user/{}?q={}\"></a>", "a/b?c", "d&e=\"f")), "<a href=\"/user/a/b?c?q=d%26e%3D%22f\"></a>");
}

TEST(Escaping, ATemplateMayWriteItsOwnScheme) {
  const RenderScope scope;
  EXPECT_EQ(to_string(HTML("<a href=\"tel:{}\"></a>", "+1:2")), "<a href=\"tel:+1:2\"></a>");
}

TEST(Escaping, UrlPartsArePercentEncoded) {
  for (const std::string& text : test::hostile_texts()) {
    const RenderScope scope;
    const std::string query = between(HTML("<a href=\"/?q={}\"></a>", text), "<a href=\"/?q=", "\"></a>");
    EXPECT_EQ(query.find_first_not_of("%-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), std::string::npos) << query;
    const std::string path = between(HTML("<a href=\"/a/{}\"></a>", text), "<a href=\"/a/", "\"></a>");
    EXPECT_EQ(path.find_first_of("<>\"'`\\ \n\r\t"), std::string::npos) << path;
  }
}

TEST(Escaping, StylesLoadAndRunNothing) {
  for (const std::string& text : test::hostile_texts()) {
    const RenderScope scope;
    for (const Html html : {HTML("<p style={}></p>", text), HTML("<p style=\"width:{}\"></p>", text)}) {
      const std::string served = to_string(html);
      for (const char* word : {"url(", "javascript", "<script", "expression", "\\", "</p></p>"})
        EXPECT_EQ(served.find(word), std::string::npos) << served;
    }
  }
  const RenderScope scope;
  EXPECT_EQ(to_string(HTML("<p style={}></p>", "color: red")), "<p style=\"color: red\"></p>");
  EXPECT_EQ(to_string(HTML("<p style={}></p>", "color: url(x)")), "<p style=\"\"></p>");
  EXPECT_EQ(to_string(HTML("<p style=\"color:{};top:0\"></p>", "red;position:fixed")), "<p style=\"color:;top:0\"></p>");
  EXPECT_EQ(to_string(HTML("<p style=\"width:{}px\"></p>", 12)), "<p style=\"width:12px\"></p>");
}

TEST(Escaping, SrcsetCandidatesAreFilteredOneByOne) {
  const RenderScope scope;
  EXPECT_EQ(to_string(HTML("<img srcset={}>", "javascript:x 1x, a.png 2x")), "<img srcset=\"about:invalid, a.png 2x\">");
}

TEST(Escaping, AttributeSetsAreFilteredByName) {
  for (const std::string& text : test::hostile_texts()) {
    const RenderScope scope;
    const Attrs attrs = Attrs().set("href", text).set("style", text).set("title", text);
    const std::string served = to_string(HTML("<a {attrs}></a>", attrs));
    const std::string alone = to_string(HTML("<a href={} style={} title={}></a>", text, text, text));
    EXPECT_EQ(served, alone);
  }
}

TEST(Escaping, RawIsTheOnlyWayAround) {
  const RenderScope scope;
  EXPECT_EQ(to_string(HTML("<p>{}</p>", raw(TrustedHtml("<b>&amp;</b>\xff")))), "<p><!--$--><b>&amp;</b>\xef\xbf\xbd<!--/--></p>");
}

}  // namespace
}  // namespace golive
