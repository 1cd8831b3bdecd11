#include "html/filter.h"

#include <gtest/gtest.h>

#include <string>

#include "golive/render_scope.h"

namespace golive {
namespace {

using namespace std::string_literals;

TEST(UrlFilter, TakesRelativeUrlsAndTheAllowedSchemes) {
  for (const std::string& url :
       {""s, "/"s, "/a:b"s, "a/b:c"s, "?q=a:b"s, "#a:b"s, "."s, "//host/x"s, "http://x"s, "HTTPS://x"s, "mailto:a@b"s, "tel:+1"s, "sms:+1"s,
        "  http://x  "s, "ht\ttp://x"s, "page.html"s, "\xe6\x97\xa5"s, "/javascript:alert(1)"s, "#javascript:alert(1)"s})
    EXPECT_TRUE(is_safe_url(url)) << url;
}

TEST(UrlFilter, RefusesEverythingElse) {
  for (const std::string& url : {"javascript:alert(1)"s,
                                 "JavaScript:alert(1)"s,
                                 " javascript:alert(1)"s,
                                 "\x01javascript:alert(1)"s,
                                 "\x1fjavascript:x"s,
                                 "java\tscript:alert(1)"s,
                                 "java\nscript:alert(1)"s,
                                 "java\rscript:alert(1)"s,
                                 "javascript\t:alert(1)"s,
                                 "j\na\nv\na\ns\nc\nr\ni\np\nt\n:x"s,
                                 "vbscript:x"s,
                                 "data:text/html,<script>alert(1)</script>"s,
                                 "data:image/svg+xml,x"s,
                                 "data:,x"s,
                                 "blob:x"s,
                                 "file:///etc/passwd"s,
                                 "view-source:x"s,
                                 "ws://x"s,
                                 "about:blank"s,
                                 ":x"s,
                                 "1:2"s,
                                 "\xc2\xa0javascript:alert(1)"s,
                                 "x y:z"s,
                                 "java\\script:x"s,
                                 "httpx:y"s,
                                 "https-not-known-scheme-of-some-length:y"s,
                                 "livescript:x"s,
                                 "javascript&colon;x:y"s,
                                 "JAVASCRIPT\f:x"s})
    EXPECT_FALSE(is_safe_url(url)) << url;
}

template <class Append>
std::string with(Append append, std::string_view text) {
  const RenderScope scope;
  detail::TextWriter writer;
  append(writer, text);
  return std::string(writer.view());
}

TEST(UrlFilter, PathsKeepReservedCharactersOnly) {
  EXPECT_EQ(with(append_url_path, "a b/c?d=e&f#g"), "a%20b/c?d=e&f#g");
  EXPECT_EQ(with(append_url_path, "\"'<>`{}|\\^()"), "%22%27%3C%3E%60%7B%7D%7C%5C%5E%28%29");
  EXPECT_EQ(with(append_url_path, "%41%4%zz%"), "%41%254%25zz%25");
  EXPECT_EQ(with(append_url_path, "\xe2\x82\xac"), "%E2%82%AC");
  EXPECT_EQ(with(append_url_path, ""), "");
  EXPECT_EQ(with(append_url_path, "!#$&*+,/:;=?@[]-._~09azAZ"), "!#$&*+,/:;=?@[]-._~09azAZ");
}

TEST(UrlFilter, QueriesKeepUnreservedCharactersOnly) {
  EXPECT_EQ(with(append_url_query, "a b&c=d/e?f#g%41"), "a%20b%26c%3Dd%2Fe%3Ff%23g%2541");
  EXPECT_EQ(with(append_url_query, "-._~09azAZ"), "-._~09azAZ");
  EXPECT_EQ(with(append_url_query, "\n\xf0\x9f\x8e\x89"), "%0A%F0%9F%8E%89");
}

TEST(SrcsetFilter, FiltersEachCandidate) {
  EXPECT_EQ(with(append_srcset, "a.png"), "a.png");
  EXPECT_EQ(with(append_srcset, "a.png 1.5x,  /b.png 640w"), "a.png 1.5x, /b.png 640w");
  EXPECT_EQ(with(append_srcset, "javascript:x 1x, b.png"), "about:invalid, b.png");
  EXPECT_EQ(with(append_srcset, "a.png 1x\" onerror=\"x"), "about:invalid");
  EXPECT_EQ(with(append_srcset, "data:image/svg+xml,x 2x"), "about:invalid, x 2x");
  EXPECT_EQ(with(append_srcset, ""), "");
}

TEST(StyleFilter, TakesOrdinaryDeclarations) {
  for (const char* style :
       {"", "color: red", "color:#ff0000; width: 50%", "font: 12px/1.5 \"Fira Sans\", serif", "--brand: 3", "width: calc(100% - 2 * 4px)",
        "transform: translate(1px, 2px) rotate(3deg)", "color: rgb(1 2 3 / 40%)", "background: linear-gradient(red, blue)",
        "color: VAR(--x)", "content: 'a(b'", "margin: -1px !important;\n padding: 0"})
    EXPECT_TRUE(is_safe_style(style)) << style;
}

TEST(StyleFilter, RefusesWhatLoadsRunsOrBreaksOut) {
  for (const std::string& style : {"background: url(x)"s,
                                   "background: URL( 'x' )"s,
                                   "background: u\\72l(x)"s,
                                   "background: image-set('x' 1x)"s,
                                   "width: expression(alert(1))"s,
                                   "behavior: x"s,
                                   "-moz-binding: x"s,
                                   "@import 'x'"s,
                                   "a:b}c{d:e"s,
                                   "color:red</style>"s,
                                   "color:red<!--"s,
                                   "x:/**/y"s,
                                   "x:/*"s,
                                   "*/x"s,
                                   "/"s,
                                   "*"s,
                                   "x: javascript:alert(1)"s,
                                   "x: 'a\nb'"s,
                                   "x: 'open"s,
                                   "x: \"open"s,
                                   "x: f("s,
                                   "x: calc(1"s,
                                   "x: )"s,
                                   "x: element(#a)"s,
                                   "x: src('a')"s,
                                   "x: attr(href url)"s,
                                   "x: cross-fade(a)"s,
                                   "x: a\x01"s,
                                   "x: a\fb"s,
                                   "x: `a`"s,
                                   "x: a-very-long-function-name-that-is-not-known(1)"s})
    EXPECT_FALSE(is_safe_style(style)) << style;
}

TEST(StyleFilter, APartStaysInsideItsDeclaration) {
  for (const char* part : {"red", "#fff", "12px", "1.5em", "50%", "rgb(1, 2, 3)", "var(--brand)", "a b c", "-3px", "\xc3\xbc"})
    EXPECT_TRUE(is_safe_style_part(part)) << part;
  for (const char* part : {"red; background: blue", "a:b", "\"a\"", "'a'", "a/b", "a*b", "url(x)", "red}", "</style>", "\\3b"})
    EXPECT_FALSE(is_safe_style_part(part)) << part;
}

}  // namespace
}  // namespace golive
