// The browser form and the served pieces of templates, as docs/protocol.md has them. Checked by the compiler: when this file compiles, they
// hold.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "unit/html/template_probe.h"

namespace golive::detail {
namespace {

using std::string_view;

constexpr bool served(const TemplateInfo& info, std::initializer_list<string_view> pieces) {
  if (pieces.size() != info.slot_count + 1u) return false;
  std::size_t i = 0;
  for (const string_view piece : pieces) {
    if (info.statics[i++] != piece) return false;
  }
  return true;
}

// Text.
constexpr const TemplateInfo& kOnlyChild = TEMPLATE("<b>{}</b>", int);
static_assert(kOnlyChild.browser_form == "<b><!--0--></b>");
static_assert(served(kOnlyChild, {"<b>", "</b>"}));
static_assert(kOnlyChild.slots[0].kind == SlotKind::text && !kOnlyChild.has_node_slots);

constexpr const TemplateInfo& kMixed = TEMPLATE("<td>qty {} pcs</td>", int);
static_assert(kMixed.browser_form == "<td>qty <!--0--> pcs</td>");
static_assert(served(kMixed, {"<td>qty <!---->", "<!----> pcs</td>"}));

constexpr const TemplateInfo& kAdjacent = TEMPLATE("<p>{}{}</p>", int, int);
static_assert(kAdjacent.browser_form == "<p><!--0--><!--1--></p>");
static_assert(served(kAdjacent, {"<p>", "<!---->", "</p>"}));

// A space is a text of its own beside a hole.
constexpr const TemplateInfo& kSpaced = TEMPLATE("<p><b>a</b> {}</p>", int);
static_assert(served(kSpaced, {"<p><b>a</b> <!---->", "</p>"}));

// Text at the root touches what stands beside the template.
static_assert(TEMPLATE("{}<b></b>", int).starts_with_text && !TEMPLATE("{}<b></b>", int).ends_with_text);
static_assert(!TEMPLATE("<b></b> x").starts_with_text && TEMPLATE("<b></b> x").ends_with_text);
static_assert(!TEMPLATE("<b>x</b>").starts_with_text && !TEMPLATE("{}", Html).starts_with_text);
static_assert(!TEMPLATE("").starts_with_text && TEMPLATE("").browser_form.empty());

// Nodes.
constexpr const TemplateInfo& kNode = TEMPLATE("<ul>{}</ul>", Html);
static_assert(kNode.browser_form == "<ul><!--$0--></ul>");
static_assert(served(kNode, {"<ul>", "</ul>"}));
static_assert(kNode.slots[0].kind == SlotKind::node && kNode.has_node_slots);
static_assert(TEMPLATE("<ul>{}</ul>", std::optional<Html>).slots[0].kind == SlotKind::node);
static_assert(served(TEMPLATE("<p>a{}b</p>", Html), {"<p>a", "b</p>"}));

// Attributes.
constexpr const TemplateInfo& kAttributes = TEMPLATE("<tr id={} class=\"row {} x\" title='\"'><td></td></tr>", int, int);
static_assert(kAttributes.browser_form == "<tr title='\"' lv-s=\"id 0 class 1\"><td></td></tr>");
static_assert(served(kAttributes, {"<tr", "", " title='\"'><td></td></tr>"}));
static_assert(kAttributes.slots[0].kind == SlotKind::attribute && kAttributes.slots[0].name == "id" &&
              kAttributes.slots[1].name == "class");
static_assert(TEMPLATE("<a class=\"{} {} {}\"></a>", int, int, int).slot_count == 1);
static_assert(TEMPLATE("<input disabled>").browser_form == "<input disabled>");
static_assert(TEMPLATE("<input disabled={} />", bool).browser_form == "<input lv-s=\"disabled 0\">");
static_assert(TEMPLATE("<p {} id={}></p>", Attrs, int).browser_form == "<p lv-s=\"* 0 id 1\"></p>");
static_assert(TEMPLATE("<p {}></p>", Attrs).has_node_slots);

// Content.
constexpr const TemplateInfo& kArea = TEMPLATE("<textarea rows=\"2\">\n{}</textarea>", string_view);
static_assert(kArea.browser_form == "<textarea rows=\"2\" lv-s=\".text 0\"></textarea>");
static_assert(served(kArea, {"<textarea rows=\"2\">\n", "</textarea>"}));
static_assert(kArea.slots[0].kind == SlotKind::content);
static_assert(TEMPLATE("<textarea name={}>a {} b {}</textarea>", int, int, int).browser_form ==
              "<textarea lv-s=\"name 0 .text 1\"></textarea>");
static_assert(served(TEMPLATE("<title>{} - shop</title>", int), {"<title>", "</title>"}));
static_assert(TEMPLATE("<textarea> a  b </textarea>").browser_form == "<textarea> a  b </textarea>");
static_assert(TEMPLATE("<textarea> {{}} </textarea>").browser_form == "<textarea> {} </textarea>");

// White space and comments.
static_assert(TEMPLATE("\n  <p>\n a\n\t b </p> \n").browser_form == "<p> a b </p>");
static_assert(TEMPLATE("<b>a</b>\n<i>b</i>").browser_form == "<b>a</b> <i>b</i>");
static_assert(TEMPLATE("a <!-- note {{x}} --> b").browser_form == "a b");
static_assert(TEMPLATE("<!-- note -->\n<p></p>\n<!-- note -->").browser_form == "<p></p>");
static_assert(TEMPLATE("<table>\n <tbody>\n <tr>\n <td> a </td>\n </tr> </tbody> </table>").browser_form ==
              "<table><tbody><tr><td> a </td></tr></tbody></table>");
static_assert(TEMPLATE("<tr></tr>\n<tr></tr>").browser_form == "<tr></tr><tr></tr>");
static_assert(TEMPLATE("<select>\n <option>a</option>\n <optgroup> <option>b</option> </optgroup> </select>").browser_form ==
              "<select><option>a</option><optgroup><option>b</option></optgroup></select>");
static_assert(TEMPLATE("<pre>\n a\n  <b> b </b> </pre>").browser_form == "<pre> a\n  <b> b </b> </pre>");
static_assert(TEMPLATE("<pre>\n\n a</pre>").browser_form == "<pre>\n\n a</pre>");
static_assert(TEMPLATE("<pre><select> <option> a</option>\n</select></pre>").browser_form ==
              "<pre><select><option> a</option></select></pre>");
static_assert(served(TEMPLATE("<pre>\n{}</pre>", int), {"<pre>\n", "</pre>"}));
static_assert(TEMPLATE("<p title=\" a\n b \"></p>").browser_form == "<p title=\" a\n b \"></p>");

// Braces.
static_assert(TEMPLATE("<p title=\"{{x}}\">}}{{</p>").browser_form == "<p title=\"{x}\">}{</p>");
static_assert(TEMPLATE("<style>p {{ color: red }}</style>").browser_form == "<style>p { color: red }</style>");
static_assert(TEMPLATE("<b>{ }</b>", int).browser_form == "<b><!--0--></b>");

// SVG and MathML.
static_assert(TEMPLATE("<circle r={}/>", int).browser_form == "svg|<circle lv-s=\"r 0\"/>");
static_assert(TEMPLATE("<circle/>").ns == Namespace::svg && TEMPLATE("<linearGradient></linearGradient>").ns == Namespace::svg);
static_assert(TEMPLATE("<mi>{}</mi>", int).browser_form == "math|<mi><!--0--></mi>");
static_assert(TEMPLATE("<svg viewBox={}><g/></svg>", int).browser_form == "<svg lv-s=\"viewBox 0\"><g/></svg>");
static_assert(TEMPLATE("<a></a>").ns == Namespace::html);
static_assert(TEMPLATE_OF(RootNamespace::svg, "<a><title>{}</title></a>", int).browser_form == "svg|<a><title><!--0--></title></a>");

// Fingerprints.
static_assert(TEMPLATE("<b>{}</b>", int).fingerprint == TEMPLATE("<b>{}</b>", int).fingerprint);
static_assert(TEMPLATE("<b>{}</b>", int).fingerprint == TEMPLATE(" <b>{}</b> ", string_view).fingerprint);
static_assert(TEMPLATE("<b>{}</b>", int).fingerprint != TEMPLATE("<b>{}</b>", Html).fingerprint);
static_assert(TEMPLATE("<b>{}</b>", int).fingerprint != TEMPLATE("<i>{}</i>", int).fingerprint);

TEST(TemplateForm, HasTheSameFingerprintInEveryBuild) {
  // Written down once: browsers hold templates by this name across releases of the server.
  EXPECT_EQ(TEMPLATE("<b>x</b>").id(), "e30T_paK");
  EXPECT_EQ(TEMPLATE("<p><b>a</b> {} <i>b</i></p>", int).id(), "_nOIdAHA");
}

TEST(TemplateForm, DescribesOneSlotForEveryHoleOfALongTemplate) {
  const TemplateInfo& info = TEMPLATE(
      "{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}"
      "{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}<b>{}</b>",
      int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int,
      int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int,
      int, int, int, int, int, int, int, int, int, int, int, int, Html);
  ASSERT_EQ(info.slot_count, 67);
  EXPECT_EQ(info.slots[65].kind, SlotKind::text);
  EXPECT_EQ(info.slots[66].kind, SlotKind::node);
}

TEST(TemplateForm, NamesThePlaceOfTheMacro) {
  RenderScope scope;
  const Html html = HTML(R"(
    <p>{}</p>
  )",
                         1);
  const Instance& root = root_instance(html);
  EXPECT_EQ(root.info->line, static_cast<std::uint32_t>(__LINE__) - 5);
  EXPECT_NE(string_view(root.info->file).find("template_form_test.cpp"), string_view::npos);
}

}  // namespace
}  // namespace golive::detail
