#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "golive/error.h"
#include "golive/html.h"

namespace golive {
namespace {

std::string error_of(const auto& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

const detail::TemplateInfo& info_of(Html html) { return *detail::value_of(html).instance->info; }

TEST(Tag, WritesAnElementOfTheChosenName) {
  const RenderScope scope;
  EXPECT_EQ(to_string(tag("h2", Attrs().set("id", "x"), HTML("<b>t</b>"))), R"(<h2 id="x"><!--$--><b>t</b><!--/--></h2>)");
  EXPECT_EQ(to_string(tag("div")), "<div><!--$--><!--/--></div>");
  EXPECT_EQ(to_string(tag("br")), "<br>");
  EXPECT_EQ(to_string(tag("img", Attrs().set("src", "/a.png"))), R"(<img src="/a.png">)");
  EXPECT_EQ(to_string(tag("my-card", {}, HTML("x"))), "<my-card><!--$-->x<!--/--></my-card>");
}

TEST(Tag, IsOneTemplateAName) {
  const RenderScope scope;
  const detail::TemplateInfo& info = info_of(tag("h3"));
  EXPECT_EQ(&info, &info_of(tag("h3")));
  EXPECT_NE(&info, &info_of(tag("h4")));
  EXPECT_EQ(info.browser_form, "<h3 lv-s=\"* 0\"><!--$1--></h3>");
  EXPECT_EQ(info_of(tag("hr")).browser_form, "<hr lv-s=\"* 0\">");
  EXPECT_EQ(info.id().size(), 8u);
}

// A template written out by hand and the same one made by tag() must share a fingerprint: the client keeps templates by it.
TEST(Tag, HasTheFingerprintOfTheSameTemplateInALiteral) {
  const RenderScope scope;
  const Attrs attrs;
  const detail::TemplateInfo& literal = info_of(HTML("<h3 {attrs}>{}</h3>", attrs, Html()));
  EXPECT_EQ(info_of(tag("h3")).browser_form, literal.browser_form);
  EXPECT_EQ(info_of(tag("h3")).id(), literal.id());
  EXPECT_EQ(info_of(tag("h3")).fingerprint, literal.fingerprint);
}

TEST(Tag, IsOneTemplateForAllThreads) {
  const std::vector<std::string> names = {"x-thread-a", "x-thread-b", "x-thread-c"};
  std::vector<std::vector<const detail::TemplateInfo*>> found(4);
  std::vector<std::thread> threads;
  for (auto& mine : found)
    threads.emplace_back([&] {
      const RenderScope scope;
      for (const std::string& name : names) mine.push_back(&info_of(tag(name)));
    });
  for (std::thread& thread : threads) thread.join();
  for (const auto& theirs : found) EXPECT_EQ(theirs, found[0]);
}

TEST(Tag, RefusesElementsThatLoadOrRun) {
  const RenderScope scope;
  for (const char* name :
       {"script",   "style", "iframe", "object", "embed", "link",  "meta",      "base", "template", "noscript",       "svg",      "math",
        "textarea", "title", "html",   "head",   "body",  "frame", "plaintext", "xmp",  "applet",   "annotation-xml", "font-face"})
    EXPECT_TRUE(error_of([&] { tag(name); }).starts_with("GL0108 ")) << name;
}

TEST(Tag, RefusesWhatIsNoName) {
  const RenderScope scope;
  for (const std::string& name :
       {std::string(), std::string("h7"), std::string("H1"), std::string("a b"), std::string("div onclick=x"), std::string("x->"),
        std::string("-a"), std::string("my-card>"), std::string("1-a"), "my-" + std::string(100, 'a'), std::string("a\0-b", 4)})
    EXPECT_TRUE(error_of([&] { tag(name); }).starts_with("GL0108 ")) << name;
}

TEST(Tag, RefusesContentWhereThereIsNone) {
  const RenderScope scope;
  EXPECT_EQ(error_of([] { tag("br", {}, HTML("x")); }), "GL0109 tag(\"br\"): this element has no content   leave the third argument out");
}

TEST(Tag, KnowsWhereItMayStand) {
  const RenderScope scope;
  EXPECT_TRUE(error_of([] { to_string(HTML("<p>{}</p>", tag("div"))); }).starts_with("GL0104 "));
  EXPECT_TRUE(error_of([] { to_string(tag("p", {}, tag("ul"))); }).starts_with("GL0104 "));
  EXPECT_EQ(to_string(HTML("<p>{}</p>", tag("span"))), "<p><!--$--><span><!--$--><!--/--></span><!--/--></p>");
}

}  // namespace
}  // namespace golive
