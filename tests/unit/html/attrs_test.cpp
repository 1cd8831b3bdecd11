#include "golive/attrs.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "golive/error.h"
#include "golive/html.h"

namespace golive {
namespace {

struct Binding {
  template <class Sink>
  void write_to(Sink& sink) const {
    sink.append("save");
  }
};

std::string markup(const Attrs& attrs) {
  const std::string whole = to_string(HTML("<a {attrs}></a>", attrs));
  return whole.substr(2, whole.size() - 7);
}

std::string error_of(const auto& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(Attrs, AreWrittenSortedByName) {
  const RenderScope scope;
  EXPECT_EQ(markup(Attrs()), "");
  EXPECT_EQ(markup(Attrs().set("title", "<t>").set("aria-label", 3).set("class", std::string("c"))),
            R"( aria-label="3" class="c" title="&lt;t&gt;")");
}

TEST(Attrs, TheLastValueOfANameWins) {
  const RenderScope scope;
  EXPECT_EQ(markup(Attrs().set("id", 1).set("x", 2).set("ID", 3)), R"( id="3" x="2")");
}

TEST(Attrs, CopiesAreIndependent) {
  const RenderScope scope;
  const Attrs base = Attrs().set("b", 1);
  Attrs one = base;
  Attrs two = base;
  one.set("a", 1);
  two.set("c", 2).set("b", 9);
  EXPECT_EQ(markup(base), R"( b="1")");
  EXPECT_EQ(markup(one), R"( a="1" b="1")");
  EXPECT_EQ(markup(two), R"( b="9" c="2")");
  EXPECT_EQ(markup(one.merge(two)), R"( a="1" b="9" c="2")");
  EXPECT_EQ(markup(one.merge(Attrs())), R"( a="1" b="9" c="2")");
}

TEST(Attrs, BoolsAndOptionalsAreAsInTemplates) {
  const RenderScope scope;
  EXPECT_EQ(markup(Attrs().set("disabled", true).set("hidden", false).set("aria-busy", true)), R"( aria-busy="true" disabled="")");
  EXPECT_EQ(markup(Attrs().set("a", std::optional<int>()).set("b", std::optional<int>(1))), R"( b="1")");
}

TEST(Attrs, BindEvents) {
  const RenderScope scope;
  EXPECT_EQ(markup(Attrs().set("lv-click", Binding()).set("lv-debounce", 300)), R"( lv-click="save" lv-debounce="300")");
}

TEST(Attrs, RefuseNamesThatAreNone) {
  const RenderScope scope;
  for (const char* name : {"", "a b", "a=b", "a>", "a\"", "'", "1a", "-a", "a/", "a\n", "\xc3\xbc", "{x}"})
    EXPECT_TRUE(error_of([&] { Attrs().set(name, "x"); }).starts_with("GL0105 ")) << name;
}

TEST(Attrs, RefuseScript) {
  const RenderScope scope;
  EXPECT_EQ(error_of([] { Attrs().set("onclick", "x"); }),
            "GL0106 the attribute 'onclick' runs script   write lv-click with on<&C::method>(...)");
  EXPECT_TRUE(error_of([] { Attrs().set("OnLoad", "x"); }).starts_with("GL0106 "));
  EXPECT_TRUE(error_of([] { Attrs().set("srcdoc", "x"); }).starts_with("GL0106 "));
  EXPECT_EQ(markup(Attrs().set("href", "javascript:x").set("to", "javascript:x").set("data", "data:x")),
            R"( data="about:invalid" href="about:invalid" to="about:invalid")");
  EXPECT_EQ(markup(Attrs().set("style", "a:url(x)").set("srcset", "data:x 1x")), R"( srcset="about:invalid" style="")");
}

TEST(Attrs, RefuseValuesOfTheWrongType) {
  const RenderScope scope;
  EXPECT_EQ(error_of([] { Attrs().set("lv-click", "save"); }), "GL0107 the attribute 'lv-click' takes on<&C::method>(...)");
  EXPECT_EQ(error_of([] { Attrs().set("disabled", "disabled"); }), "GL0107 the attribute 'disabled' takes a bool");
  EXPECT_TRUE(error_of([] { Attrs().set("title", Binding()); }).starts_with("GL0107 "));
  EXPECT_TRUE(error_of([] { Attrs().set("lv-s", "x 1"); }).starts_with("GL0107 "));
  EXPECT_TRUE(error_of([] { Attrs().set("xlink:href", "/x"); }).starts_with("GL0107 "));
}

TEST(Attrs, DoNotRepeatWhatTheTagHas) {
  const RenderScope scope;
  const Attrs attrs = Attrs().set("id", "x");
  EXPECT_TRUE(error_of([&] { to_string(HTML("<p id=\"a\" {attrs}></p>", attrs)); }).starts_with("GL0110 "));
  EXPECT_TRUE(error_of([&] { to_string(HTML("<p {attrs} id=\"a\"></p>", attrs)); }).starts_with("GL0110 "));
  EXPECT_TRUE(error_of([&] { to_string(HTML("<p id={} {attrs}></p>", 1, attrs)); }).starts_with("GL0110 "));
  EXPECT_TRUE(error_of([&] { to_string(HTML("<p {attrs} title={} id={}></p>", attrs, 1, 2)); }).starts_with("GL0110 "));
  EXPECT_TRUE(error_of([&] { to_string(HTML("<input {} disabled={}>", Attrs().set("disabled", true), false)); }).starts_with("GL0110 "));
  EXPECT_EQ(to_string(HTML("<p title=\"an id=3\" data-id=\"1\" {attrs}></p><p id=\"y\"></p>", attrs)),
            "<p title=\"an id=3\" data-id=\"1\" id=\"x\"></p><p id=\"y\"></p>");
  EXPECT_EQ(to_string(HTML("<b id=\"z\"></b><p title={} {attrs} lang={}>{}</p>", "> id=", attrs, "'", " id=")),
            "<b id=\"z\"></b><p title=\"&gt; id=\" id=\"x\" lang=\"'\"> id=</p>");
}

TEST(Attrs, BelongToOneRender) {
  Attrs kept;
  {
    const RenderScope scope;
    kept.set("a", 1);
  }
  const RenderScope scope;
  EXPECT_TRUE(error_of([&] { kept.set("b", 2); }).starts_with("GL0102 "));
  EXPECT_TRUE(error_of([&] { markup(kept); }).starts_with("GL0102 "));
}

}  // namespace
}  // namespace golive
