// Html handles, render scopes, function components and slots.
#include "golive/html.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "golive/error.h"

namespace golive {
namespace {

static_assert(sizeof(Html) == 8 && std::is_trivially_copyable_v<Html>);

std::string error_of(const auto& action) {
  try {
    action();
  } catch (const Error& error) {
    return std::string(error.id());
  }
  return "no error";
}

TEST(Html, IsNothingByDefault) {
  EXPECT_TRUE(Html().empty());
  const RenderScope scope;
  EXPECT_EQ(to_string(Html()), "");
  EXPECT_EQ(to_string(HTML("<p>{}</p>", Html())), "<p><!--$--><!--/--></p>");
}

TEST(Html, OutsideARenderThereIsNoTemplate) {
  EXPECT_EQ(error_of([] { HTML("<p>{}</p>", 1); }), "GL0101");
  EXPECT_EQ(error_of([] { HTML("<p></p>"); }), "GL0101");
  EXPECT_EQ(error_of([] { raw(TrustedHtml("x")); }), "GL0101");
  EXPECT_EQ(error_of([] { Attrs().set("a", 1); }), "GL0101");
  EXPECT_EQ(error_of([] {
              each(
                  std::vector<int>{1}, [](int v) { return v; }, [](int v) { return v; });
            }),
            "GL0101");
  EXPECT_EQ(error_of([] { tag("b"); }), "GL0101");
}

TEST(Html, OfAnEarlierRenderIsRefused) {
  Html kept;
  {
    const RenderScope scope;
    kept = HTML("<p>secret of one user</p>");
  }
  EXPECT_EQ(error_of([&] { to_string(kept); }), "GL0101");
  const RenderScope scope;
  HTML("<p>of another</p>");
  EXPECT_EQ(error_of([&] { to_string(kept); }), "GL0102");
  EXPECT_EQ(error_of([&] { HTML("<div>{}</div>", kept); }), "GL0102");
  EXPECT_EQ(error_of([&] { tag("div", {}, kept); }), "GL0102");
  EXPECT_EQ(error_of([&] { detail::root_instance(kept); }), "GL0102");
}

TEST(RenderScope, InsideAnotherStandsForItself) {
  const RenderScope outer;
  const Html before = HTML("<p>outer</p>");
  Html inside;
  {
    const RenderScope inner;
    inside = HTML("<p>inner</p>");
    EXPECT_EQ(to_string(inside), "<p>inner</p>");
    EXPECT_EQ(error_of([&] { to_string(before); }), "GL0102");
  }
  EXPECT_EQ(to_string(before), "<p>outer</p>");
  EXPECT_EQ(error_of([&] { to_string(inside); }), "GL0102");
  EXPECT_EQ(to_string(HTML("<p>{}</p>", 2)), "<p>2</p>");
}

TEST(RenderScope, EndsWithAnException) {
  try {
    const RenderScope scope;
    throw std::runtime_error("x");
  } catch (const std::runtime_error&) {
  }
  EXPECT_EQ(error_of([] { HTML("<p></p>"); }), "GL0101");
}

TEST(RenderScope, UsesTheArenaItIsGiven) {
  detail::Arena arena;
  {
    const RenderScope scope(arena);
    HTML("<p>{}</p>", std::string(1000, 'x'));
    EXPECT_GT(arena.used(), 1000u);
  }
  EXPECT_LE(arena.used(), 8u);
}

TEST(RenderScope, EachThreadHasItsOwn) {
  const RenderScope scope;
  const Html mine = HTML("<p>mine</p>");
  std::string other;
  std::thread([&] {
    other = error_of([&] { HTML("<p></p>"); });
    const RenderScope theirs;
    other += " " + error_of([&] { to_string(mine); });
    other += " " + to_string(HTML("<p>theirs</p>"));
  }).join();
  EXPECT_EQ(other, "GL0101 GL0102 <p>theirs</p>");
  EXPECT_EQ(to_string(mine), "<p>mine</p>");
}

Html badge(std::string_view text) { return HTML("<b>{text}</b>", text); }
Html card(std::string_view title, Html body, Html footer = {}) {
  return HTML("<section><h2>{title}</h2>{body}<footer>{footer}</footer></section>", title, body, footer);
}

TEST(Component, IsAFunctionThatReturnsHtml) {
  const RenderScope scope;
  EXPECT_EQ(to_string(HTML("<p>{}</p>", badge("a&b"))), "<p><!--$--><b>a&amp;b</b><!--/--></p>");
}

TEST(Component, TakesSlotsAsHtml) {
  const RenderScope scope;
  EXPECT_EQ(to_string(card("T", HTML("<p>body</p>"), badge("f"))),
            "<section><h2>T</h2><!--$--><p>body</p><!--/--><footer><!--$--><b>f</b><!--/--></footer></section>");
  EXPECT_EQ(to_string(card("T", each(
                                    std::vector<int>{1, 2}, [](int v) { return v; }, [](int v) { return HTML("<i>{v}</i>", v); }))),
            "<section><h2>T</h2><!--$--><i>1</i><i>2</i><!--/--><footer><!--$--><!--/--></footer></section>");
}

TEST(Component, MayStandTwice) {
  const RenderScope scope;
  const Html shared = badge("x");
  EXPECT_EQ(to_string(HTML("<p>{}{}</p>", shared, shared)), "<p><!--$--><b>x</b><!--/--><!--$--><b>x</b><!--/--></p>");
}

TEST(Root, IsAlwaysAnInstance) {
  const RenderScope scope;
  const Html page = HTML("<p></p>");
  EXPECT_EQ(&detail::root_instance(page), detail::value_of(page).instance);
  for (const Html html : {Html(), raw(TrustedHtml("x")), memo(1, [] { return "x"; }),
                          each(
                              std::vector<int>(), [](int v) { return v; }, [](int v) { return v; })}) {
    const detail::Instance& root = detail::root_instance(html);
    EXPECT_EQ(root.info->browser_form, "<!--$0-->");
    EXPECT_EQ(root.values()[0].kind, detail::value_of(html).kind);
  }
}

TEST(Html, HolesAreEvaluatedFromLeftToRight) {
  const RenderScope scope;
  int n = 0;
  const auto next = [&n] { return ++n; };
  EXPECT_EQ(to_string(HTML("<p title={}>{} {}</p>", next(), next(), next())), "<p title=\"1\">2<!----> <!---->3</p>");
}

}  // namespace
}  // namespace golive
