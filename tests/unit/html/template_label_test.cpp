// How labels find their arguments in the spelling of a macro's arguments.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>

#include "unit/html/template_probe.h"

namespace golive::detail {
namespace {

static_assert(argument_count("a") == 1);
static_assert(argument_count("a, b,c") == 3);
static_assert(argument_count("f(a, b), g[1, 2], T{1, 2}") == 3);
static_assert(argument_count(R"("a, b", 'x', ',', "\",")") == 4);
static_assert(argument_count("R\"(a, \")\", b") == 2);
static_assert(argument_count("R\"x(a, )\" )x\", b") == 2);
static_assert(argument_count("1'000, 2'000") == 2);
static_assert(argument_count("u8'a', 0x1'f, L','") == 3);
static_assert(argument_count("[&] { return a, b; }(), c") == 2);
static_assert(argument_count("std::pair<int, int>{}") == 2);  // ambiguous: arg(...) is asked for

static_assert(same_spelling("a + b", "a+b") && same_spelling(" x.y ", "x.y"));
static_assert(!same_spelling("a", "ab") && !same_spelling("ab", "a") && !same_spelling("", "a"));

static_assert(named_label("arg(\"total\", a * b)") == "total");
static_assert(named_label("golive::arg( \"total\" , a)") == "total");
static_assert(named_label("::golive::arg(\"total\", a)") == "total");
static_assert(named_label("argue(\"total\")").empty() && named_label("total").empty());

TEST(TemplateLabel, IsTheSpellingOfItsArgument) {
  RenderScope scope;
  struct {
    int count = 3;
    int twice() const { return count * 2; }
  } item;
  EXPECT_EQ(to_string(HTML("<b>{item.count}</b>", item.count)), "<b>3</b>");
  EXPECT_EQ(to_string(HTML("<b>{ item.twice( ) }</b>", item.twice())), "<b>6</b>");
  EXPECT_EQ(to_string(HTML("<b>{item.count + 1}</b>", item.count + 1)), "<b>4</b>");
}

TEST(TemplateLabel, IsGivenByArgWhereTheSpellingIsLong) {
  RenderScope scope;
  EXPECT_EQ(to_string(HTML("<b>{total}</b>{}", arg("total", 6 * 7), 1)), "<b>42</b>1");
  EXPECT_EQ(to_string(HTML("<b>{first}</b>", golive::arg("first", std::pair<int, int>{1, 2}.first))), "<b>1</b>");
}

TEST(TemplateLabel, OfArgIsFoundAmongAmbiguousCommas) {
  RenderScope scope;
  EXPECT_EQ(to_string(HTML("<b>{}</b><i>{size}</i>", std::pair<int, int>{1, 2}.first, arg("size", std::array<int, 2>{}.size()))),
            "<b>1</b><i>2</i>");
}

TEST(TemplateLabel, MayStandInAttributesAndContent) {
  RenderScope scope;
  const int rows = 2;
  const std::string note = "x";
  EXPECT_EQ(to_string(HTML("<textarea rows={rows} class=\"r{rows}\">{note}</textarea>", rows, rows, note)),
            "<textarea rows=\"2\" class=\"r2\">\nx</textarea>");
}

}  // namespace
}  // namespace golive::detail
