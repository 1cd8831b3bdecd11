// What the parser lets through and what it refuses, beyond the messages that tests/compile_fail/html holds word for word.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "unit/html/template_probe.h"

namespace golive::detail {
namespace {

using std::string_view;

TEST(TemplateParser, KeepsWhatTheBrowserKeeps) {
  for (const string_view literal : {
           "<ul><li>a<ul><li>b</li></ul></li></ul>",
           "<ol><li><section><p>x</p></section></li></ol>",
           "<dl><dt>a</dt><dd><dl><dt>b</dt></dl></dd></dl>",
           "<li><dl><dd><ul><li>x</li></ul></dd></dl></li>",
           "<p><button><p>x</p></button></p>",
           "<p><object><p>x</p></object></p>",
           "<p><svg><foreignObject><p>x</p></foreignObject></svg></p>",
           "<p><svg><desc><div>x</div></desc><title><b>x</b></title></svg></p>",
           "<a href=\"/\"><div><h2>x</h2><table><tbody><tr><td><a href=\"/x\">y</a></td></tr></tbody></table></div></a>",
           "<svg><a><text>x</text></a></svg>",
           "<a><svg><a></a></svg></a>",
           "<h1><span><h2>x</h2></span></h1>",
           "<button><table><tbody><tr><td><button>x</button></td></tr></tbody></table></button>",
           "<table><caption><p>x</p></caption><colgroup><col><col></colgroup><thead><tr><th>a</th></tr></thead><tfoot></tfoot></table>",
           "<form><fieldset><legend>x</legend><label>y <input></label></fieldset></form>",
           "<select><optgroup label=\"a\"><option>b</option></optgroup><option>c</option></select>",
           "<datalist><option value=\"a\"></option></datalist>",
           "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>",
           "<math><mi>x</mi><mtext><p>y</p></mtext><mrow/></math>",
           "<svg viewBox=\"0 0 1 1\"><linearGradient gradientUnits=\"x\"/><clipPath><path d=\"\"/></clipPath></svg>",
           "<b><b><b><b><b>x</b></b></b></b></b>",
           "<my-element some-attribute=\"1\"><div></div></my-element>",
           "<img src=\"a.png\"><br/><hr><wbr>",
           "<script>if (a < b && c) {{ run(); }}</script>",
           "<style>a > b {{ color: red }}</style>",
           "<iframe src=\"/x\"></iframe>",
           "a & b &amp; c &c; &#65; &",
           "a > b",
           "<p title='it is \"x\"' class = \"y\"></p >",
           "<details open><summary>x</summary><p>y</p></details>",
           "<p><ins><del>x</del></ins></p>",
           "<button onclick=\"go()\" lv-click=\"save\">x</button>",
           "<video controls><source src=\"a\"><track src=\"b\"></video>",
           "<svg/><math/>",
       }) {
    EXPECT_EQ(Parse(literal).error(), "") << literal;
  }
}

TEST(TemplateParser, RefusesWhatTheBrowserRebuilds) {
  for (const string_view literal : {
           "<ul><li><p><li>x</li></p></li></ul>",
           "<p><b><i><ul></ul></i></b></p>",
           "<p><hr></p>",
           "<p><h1>x</h1></p>",
           "<p><pre>x</pre></p>",
           "<p><form></form></p>",
           "<p><li>x</li></p>",
           "<p><details></details></p>",
           "<div><td>x</td></div>",
           "<table><tbody><tr><td><tr></tr></td></tr></tbody></table>",
           "<table><form></form></table>",
           "<table><tbody><input></tbody></table>",
           "<table><table></table></table>",
           "<select><select></select></select>",
           "<select><input></select>",
           "<select><table></table></select>",
           "<option><option>x</option></option>",
           "<svg><p>x</p></svg>",
           "<svg><section>x</section></svg>",
           "<svg><foreignObject><circle/></foreignObject></svg>",
           "<svg><select></select></svg>",
           "<math><div></div></math>",
           "<math><svg></svg></math>",
           "<a><b><a>x</a></b></a>",
           "<a><svg><foreignObject><a>x</a></foreignObject></svg></a>",
           "<nobr><b><nobr>x</nobr></b></nobr>",
           "<button><p><button>x</button></p></button>",
           "<dd><div><dt>x</dt></div></dd>",
           "<head></head>",
           "<frame>",
           "<noframes></noframes>",
           "<marquee>x</marquee>",
           "<listing>x</listing>",
           "<isindex>",
           "<td>x</td><tr></tr>",
           "<li>x</li><td></td>",
           "text<tr></tr>",
           "<tr></tr>text",
           "<circle/><div></div>",
           "<style>{</style>",
           "<?xml?>",
           "</>",
           "<p id=''class=''></p>",
           "<p id='a' ID='b'></p>",
           "<p a\"b></p>",
           "<textarea>x",
           "<textarea></textareax",
       }) {
    EXPECT_NE(Parse(literal).error(), "") << literal;
  }
}

TEST(TemplateParser, DecodesReferencesInValuesOfSeveralParts) {
  const Parse parse("<p title=\"&lt;&amp;&#65;&#x20AC;&nbsp;&b=1 {} {{&quot;\"></p>", "t");
  ASSERT_EQ(parse.error(), "");
  const ParsedSlot slot = parse.parsed->slots[0];
  ASSERT_EQ(slot.part_count, 3);
  const ParsedPart first = parse.parsed->parts[slot.first_part];
  const ParsedPart last = parse.parsed->parts[slot.first_part + 2];
  EXPECT_EQ(string_view(parse.parsed->pieces + first.at, first.size), "<&A\u20ac\u00a0&b=1 ");
  EXPECT_EQ(string_view(parse.parsed->pieces + last.at, last.size), " {\"");
}

TEST(TemplateParser, RefusesReferencesItCannotDecode) {
  for (const string_view literal : {"<p title=\"&hearts; {}\"></p>", "<p title=\"&copy {}\"></p>", "<p title=\"&#0; {}\"></p>",
                                    "<p title=\"&#xd800; {}\"></p>", "<p title=\"&#128; {}\"></p>", "<p title=\"&#x110000; {}\"></p>",
                                    "<p title=\"&#65 {}\"></p>", "<p title=\"&#; {}\"></p>", "<textarea>&b= {}</textarea>"}) {
    EXPECT_NE(Parse(literal, "t").error(), "") << literal;
  }
}

Context context_of(string_view literal, std::uint32_t hole = 0, string_view kinds = "t") {
  const Parse parse(literal, kinds);
  EXPECT_EQ(parse.error(), "") << literal;
  return parse.parsed->holes[hole].context;
}

TEST(TemplateParser, FindsTheContextOfEveryHole) {
  EXPECT_EQ(context_of("<p>{}</p>"), Context::text);
  EXPECT_EQ(context_of("<p title={}></p>"), Context::attribute);
  EXPECT_EQ(context_of("<p title=\"{}\"></p>"), Context::attribute);
  EXPECT_EQ(context_of("<p title=\"a {}\"></p>"), Context::attribute_part);
  EXPECT_EQ(context_of("<input checked={}>"), Context::boolean_attribute);
  EXPECT_EQ(context_of("<a href={}></a>"), Context::url);
  EXPECT_EQ(context_of("<a href=\"{}/x\"></a>"), Context::url);
  EXPECT_EQ(context_of("<a href=\"/x/{}/y?z\"></a>"), Context::url_path);
  EXPECT_EQ(context_of("<a href=\"https://{}\"></a>"), Context::url_path);
  EXPECT_EQ(context_of("<a href=\"/?a={}\"></a>"), Context::url_query);
  EXPECT_EQ(context_of("<a href=\"/#{}\"></a>"), Context::url_query);
  EXPECT_EQ(context_of("<a href=\"{}?a={}\"></a>", 1, "tt"), Context::url_query);
  EXPECT_EQ(context_of("<svg><use href={}></use></svg>"), Context::url);
  EXPECT_EQ(context_of("<object data={}></object>"), Context::url);
  EXPECT_EQ(context_of("<p data={}></p>"), Context::attribute);
  EXPECT_EQ(context_of("<img srcset={}>"), Context::srcset);
  EXPECT_EQ(context_of("<p style={}></p>"), Context::style);
  EXPECT_EQ(context_of("<p style=\"width: {}px\"></p>"), Context::style_part);
  EXPECT_EQ(context_of("<p lv-click={}></p>"), Context::event);
  EXPECT_EQ(context_of("<p lv-value-id={}></p>"), Context::attribute);
  EXPECT_EQ(context_of("<p lv-debounce={}></p>"), Context::attribute);
  EXPECT_EQ(context_of("<textarea>{}</textarea>"), Context::content);
  EXPECT_EQ(context_of("<title>a {}</title>"), Context::content);
  EXPECT_EQ(context_of("<svg><title>{}</title></svg>"), Context::text);
  EXPECT_EQ(context_of("<p {}></p>"), Context::attribute_set);
  EXPECT_EQ(context_of("<svg><g hidden={}></g></svg>"), Context::attribute);
  EXPECT_EQ(context_of("<svg><g autofocus={}></g></svg>"), Context::boolean_attribute);
}

TEST(TemplateParser, SettlesTheSchemeOfAUrlOfParts) {
  for (const string_view literal :
       {"<a href=\"/{}\"></a>", "<a href=\"./{}\"></a>", "<a href=\"?q={}\"></a>", "<a href=\"#{}\"></a>", "<a href=\"HTTPS://a/{}\"></a>",
        "<a href=\"mailto:{}\"></a>", "<a href=\"tel:+{}\"></a>", "<a href=\"a/b{}\"></a>", "<a href=\"{}#x\"></a>"}) {
    EXPECT_EQ(Parse(literal, "t").error(), "") << literal;
  }
  for (const string_view literal : {"<a href=\"java{}\"></a>", "<a href=\"javascript:{}\"></a>", "<a href=\" javascript:{}\"></a>",
                                    "<a href=\"java\nscript:{}\"></a>", "<a href=\"javascript&#58;{}\"></a>", "<a href=\"data:{}\"></a>",
                                    "<a href=\"{}:x\"></a>", "<a href=\"{}x\"></a>", "<a href=\"{} \"></a>"}) {
    EXPECT_NE(Parse(literal, "t").error(), "") << literal;
  }
}

// Whether `nested` survives in the node slot of `outer`, as the markup writer asks it.
bool fits(string_view outer, string_view nested, std::uint32_t around = kViewContext) {
  const Parse slot(outer, "n");
  const Parse part(nested);
  EXPECT_EQ(slot.error(), "") << outer;
  EXPECT_EQ(part.error(), "") << nested;
  return unfit_context(combine_context(around, slot.parsed->slots[0].context), part.parsed->counts.forbidden) == 0;
}

TEST(TemplateContext, LetsPartsMeetThatSurviveTogether) {
  EXPECT_TRUE(fits("<table><tbody>{}</tbody></table>", "<tr><td>x</td></tr>"));
  EXPECT_TRUE(fits("<tr>{}</tr>", "<td><p>x</p></td>", kTableBody | kCutDirect));
  EXPECT_TRUE(fits("<table>{}</table>", "<tbody></tbody>"));
  EXPECT_TRUE(fits("<table>{}</table>", "<caption>x</caption>"));
  EXPECT_TRUE(fits("<select>{}</select>", "<option>x</option>"));
  EXPECT_TRUE(fits("<optgroup>{}</optgroup>", "<option>x</option>"));
  EXPECT_TRUE(fits("<svg>{}</svg>", "<circle/>"));
  EXPECT_TRUE(fits("<svg>{}</svg>", "text"));
  EXPECT_TRUE(fits("<svg><foreignObject>{}</foreignObject></svg>", "<p>x</p>"));
  EXPECT_TRUE(fits("<p>{}</p>", "text <b>x</b>"));
  EXPECT_TRUE(fits("<p><button>{}</button></p>", "<p>x</p>"));
  EXPECT_TRUE(fits("<a><table><tbody><tr><td>{}</td></tr></tbody></table></a>", "<a>x</a>"));
  EXPECT_TRUE(fits("<li><ul>{}</ul></li>", "<li>x</li>"));
  EXPECT_TRUE(fits("<p>{}</p>", ""));
  EXPECT_TRUE(fits("{}", "<div></div>"));
  EXPECT_TRUE(fits("<form>{}</form>", "<fieldset></fieldset>"));
  EXPECT_TRUE(fits("<h1><b>{}</b></h1>", "<h2>x</h2>"));
  EXPECT_TRUE(fits("<math>{}</math>", "<mi>x</mi>"));
}

TEST(TemplateContext, StopsPartsThatTheBrowserWouldTakeApart) {
  EXPECT_FALSE(fits("<p>{}</p>", "<div></div>"));
  EXPECT_FALSE(fits("<p><b>{}</b></p>", "<i><ul></ul></i>"));
  EXPECT_FALSE(fits("<div>{}</div>", "<tr></tr>"));
  EXPECT_FALSE(fits("{}", "<tr></tr>"));
  EXPECT_FALSE(fits("<table>{}</table>", "<tr></tr>"));
  EXPECT_FALSE(fits("<table><tbody>{}</tbody></table>", "text"));
  EXPECT_FALSE(fits("<table><tbody>{}</tbody></table>", "<div></div>"));
  EXPECT_FALSE(fits("<table><colgroup>{}</colgroup></table>", "<div></div>"));
  EXPECT_FALSE(fits("<select>{}</select>", "<div></div>"));
  EXPECT_FALSE(fits("<svg>{}</svg>", "<div></div>"));
  EXPECT_FALSE(fits("<div>{}</div>", "<circle/>"));
  EXPECT_FALSE(fits("<a><span>{}</span></a>", "<b><a>x</a></b>"));
  EXPECT_FALSE(fits("<form><table><tbody><tr><td>{}</td></tr></tbody></table></form>", "<form></form>"));
  EXPECT_FALSE(fits("<button>{}</button>", "<button></button>"));
  EXPECT_FALSE(fits("<h1>{}</h1>", "<h2></h2>"));
  EXPECT_FALSE(fits("<li>{}</li>", "<li></li>"));
  EXPECT_FALSE(fits("<li><div>{}</div></li>", "<li></li>"));
  EXPECT_FALSE(fits("<dd>{}</dd>", "<dt></dt>"));
  EXPECT_FALSE(fits("<math>{}</math>", "<p></p>"));
  EXPECT_FALSE(fits("<ruby><rt>{}</rt></ruby>", "<rp></rp>"));
}

TEST(TemplateContext, ReachesThroughTemplatesInBetween) {
  const Parse middle("<b>{}</b>", "n");
  const std::uint32_t in_paragraph = combine_context(kViewContext, Parse("<p>{}</p>", "n").parsed->slots[0].context);
  const std::uint32_t in_bold = combine_context(in_paragraph, middle.parsed->slots[0].context);
  EXPECT_NE(unfit_context(in_bold, Parse("<div></div>").parsed->counts.forbidden), 0u);
  const std::uint32_t at_root = combine_context(in_paragraph, Parse("{}", "n").parsed->slots[0].context);
  EXPECT_NE(unfit_context(at_root, Parse("<div></div>").parsed->counts.forbidden), 0u);
  const std::uint32_t in_cell = combine_context(in_paragraph, Parse("<td>{}</td>", "n").parsed->slots[0].context);
  EXPECT_EQ(unfit_context(in_cell, Parse("<div></div>").parsed->counts.forbidden), 0u);
}

TEST(TemplateParser, EndsOnAnythingWithinItsBuffers) {
  const std::vector<string_view> tokens = {
      "<",           ">",        "</",       "/>",        "{",         "}",        "{}",    "{{",    "}}",      "\"",
      "'",           "=",        " ",        "\n",        "&",         "&amp;",    "&#65;", "<!--",  "-->",     "<p>",
      "</p>",        "<table>",  "</table>", "<tbody>",   "<tr>",      "<td>",     "</td>", "<b",    " class=", "<textarea>",
      "</textarea>", "<pre>",    "</pre>",   "<svg>",     "</svg>",    "<script>", "a",     "text ", "<br>",    "<a href=\"/",
      " x={}",       "<select>", "<option>", "</option>", "</select>", "<li>",     "</li>", "\u00e4"};
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string literal;
    for (auto n = random() % 24; n != 0; --n) literal += tokens[random() % tokens.size()];
    std::string kinds;
    for (auto n = random() % 5; n != 0; --n) kinds += random() % 2 == 0 ? 't' : 'n';
    const Parse parse(literal, kinds);
    const TemplateCounts& counts = parse.parsed->counts;
    ASSERT_EQ(parse.ok, parse.error().empty()) << literal;
    ASSERT_LE(counts.markup, literal.size()) << literal;
    ASSERT_LE(counts.pieces, literal.size()) << literal;
    ASSERT_LE(counts.marks, kinds.size() * 5) << literal;
    ASSERT_LE(counts.slots, kinds.size()) << literal;
    ASSERT_LE(counts.parts, kinds.size() * 3 + 1) << literal;
    if (parse.ok) {
      ASSERT_EQ(counts.holes, kinds.size()) << literal;
      ASSERT_LE(parse.form().size(), literal.size() + 100) << literal;
    }
  }
}

TEST(TemplateParser, RefusesNestingBeyondItsStack) {
  std::string literal;
  for (int i = 0; i < 129; ++i) literal += "<b>";
  EXPECT_NE(Parse(literal).error().find("128 elements"), std::string::npos);
}

}  // namespace
}  // namespace golive::detail
