#pragma once
// What the HTML parser does with each element: where its start tag survives, and what it means for the places inside it.
// Source: HTML Standard 13.2.6.4.7 ("in body") and the table, select and foreign content insertion modes. Where browsers differ (select,
// search, dialog) the stricter reading is taken: what is refused here is never wrong elsewhere.
#include "golive/detail/template_context.h"
#include "golive/detail/template_name.h"

#include <cstdint>

namespace golive::detail {

enum class ElementKind : std::uint8_t {
  unknown,  // no HTML element of this name
  normal,
  empty,     // void: no content, no end tag
  text,      // textarea, title: text and character references only
  raw,       // script, style: raw text
  iframe,    // raw text that nothing reads
  preserve,  // pre: white space is content
  refused,   // not in a template
};

struct Element {
  std::uint32_t enter = 0;      // context of the places inside, to be combined with the outer one
  std::uint32_t forbidden = 0;  // context bits in which the start tag does not survive
  ElementKind kind = ElementKind::unknown;
  bool in_svg = false;  // SVG has an element of this name too
};

inline constexpr std::uint32_t kInside = kFlow | kCutDirect;
inline constexpr std::uint32_t kInsideSpecial = kInside | kCutItem;

// An element of the HTML namespace. `key` is its name_key.
constexpr Element html_element(std::uint64_t key) noexcept {
  using enum ElementKind;
  switch (key) {
    case name_key("span"):
    case name_key("b"):
    case name_key("i"):
    case name_key("em"):
    case name_key("strong"):
    case name_key("small"):
    case name_key("code"):
    case name_key("u"):
    case name_key("s"):
    case name_key("sub"):
    case name_key("sup"):
    case name_key("var"):
    case name_key("big"):
    case name_key("tt"):
    case name_key("strike"):
    case name_key("font"):
    case name_key("label"):
    case name_key("abbr"):
    case name_key("acronym"):
    case name_key("bdi"):
    case name_key("bdo"):
    case name_key("cite"):
    case name_key("data"):
    case name_key("del"):
    case name_key("dfn"):
    case name_key("ins"):
    case name_key("kbd"):
    case name_key("map"):
    case name_key("mark"):
    case name_key("meter"):
    case name_key("output"):
    case name_key("picture"):
    case name_key("progress"):
    case name_key("q"):
    case name_key("rb"):
    case name_key("rtc"):
    case name_key("ruby"):
    case name_key("samp"):
    case name_key("slot"):
    case name_key("time"):
    case name_key("legend"):
    case name_key("datalist"):
      return {kInside, kNotFlow, normal, false};
    case name_key("audio"):
    case name_key("canvas"):
    case name_key("video"):
      return {kInside, kNotFlow, normal, true};
    case name_key("article"):
    case name_key("aside"):
    case name_key("blockquote"):
    case name_key("center"):
    case name_key("details"):
    case name_key("dir"):
    case name_key("dl"):
    case name_key("fieldset"):
    case name_key("figcaption"):
    case name_key("figure"):
    case name_key("footer"):
    case name_key("header"):
    case name_key("hgroup"):
    case name_key("main"):
    case name_key("menu"):
    case name_key("nav"):
    case name_key("ol"):
    case name_key("section"):
    case name_key("summary"):
    case name_key("ul"):
      return {kInsideSpecial, kNotFlow | kParagraph, normal, false};
    case name_key("div"):
    case name_key("address"):
    case name_key("dialog"):
    case name_key("search"):
      return {kInside, kNotFlow | kParagraph, normal, false};
    case name_key("h1"):
    case name_key("h2"):
    case name_key("h3"):
    case name_key("h4"):
    case name_key("h5"):
    case name_key("h6"):
      return {kInsideSpecial | kHeading, kNotFlow | kParagraph | kHeading, normal, false};
    case name_key("area"):
    case name_key("br"):
    case name_key("embed"):
    case name_key("img"):
    case name_key("input"):
    case name_key("link"):
    case name_key("meta"):
    case name_key("source"):
    case name_key("track"):
    case name_key("wbr"):
      return {kInside, kNotFlow, empty, false};
    case name_key("a"):
      return {kInside | kAnchor, kNotFlow | kAnchor, normal, true};
    case name_key("nobr"):
      return {kInside | kNobr, kNotFlow | kNobr, normal, false};
    case name_key("p"):
      return {kInside | kParagraph | kImpliedEnd, kNotFlow | kParagraph, normal, false};
    case name_key("hr"):
      return {kInside, kNotFlow | kParagraph, empty, false};
    case name_key("li"):
      return {kInsideSpecial | kListItem | kImpliedEnd, kNotFlow | kParagraph | kListItem, normal, false};
    case name_key("dd"):
    case name_key("dt"):
      return {kInsideSpecial | kDefinition | kImpliedEnd, kNotFlow | kParagraph | kDefinition, normal, false};
    case name_key("rp"):
    case name_key("rt"):
      return {kInside | kImpliedEnd, kNotFlow | kImpliedEnd, normal, false};
    case name_key("pre"):
      return {kInsideSpecial, kNotFlow | kParagraph, preserve, false};
    case name_key("form"):
      return {kInsideSpecial | kForm, kNotFlow | kParagraph | kForm, normal, false};
    case name_key("button"):
      return {kInsideSpecial | kButton | kCutButtonScope, kNotFlow | kButton, normal, false};
    case name_key("object"):
      return {kInside | kCutAllScopes | kCutMarker, kNotFlow, normal, false};
    case name_key("table"):
      return {kTable | kCutDirect | kCutAllScopes, kNotFlow | kParagraph, normal, false};
    case name_key("caption"):
      return {kInside | kCutAllScopes | kCutMarker, kModels & ~kTable, normal, false};
    case name_key("colgroup"):
      return {kColgroup | kCutDirect | kCutItem, kModels & ~kTable, normal, false};
    case name_key("col"):
      return {kInside, kModels & ~kColgroup, empty, false};
    case name_key("thead"):
    case name_key("tbody"):
    case name_key("tfoot"):
      return {kTableBody | kCutDirect | kCutItem, kModels & ~kTable, normal, false};
    case name_key("tr"):
      return {kRow | kCutDirect | kCutItem, kModels & ~kTableBody, normal, false};
    case name_key("td"):
    case name_key("th"):
      return {kInside | kCutAllScopes | kCutMarker, kModels & ~kRow, normal, false};
    case name_key("select"):
      return {kSelect | kCutDirect | kCutItem, kNotFlow, normal, false};
    case name_key("optgroup"):
      return {kOptgroup | kCutDirect, kModels & ~(kSelect | kFlow), normal, false};
    case name_key("option"):
      return {kTextOnly | kCutDirect, kModels & ~(kSelect | kOptgroup | kFlow), normal, false};
    case name_key("svg"):
      return {kSvg | kCutDirect, kNotFlow & ~kSvg, normal, true};
    case name_key("math"):
      return {kMath | kCutDirect, kNotFlow, normal, false};
    case name_key("textarea"):
      return {kInside, kNotFlow, text, false};
    case name_key("title"):
      return {kInside, kNotFlow, text, true};
    case name_key("script"):
    case name_key("style"):
      return {kInside, kNotFlow, raw, true};
    case name_key("iframe"):
      return {kInside, kNotFlow, iframe, true};
    case name_key("html"):
    case name_key("head"):
    case name_key("body"):
    case name_key("base"):
    case name_key("frame"):
    case name_key("frameset"):
    case name_key("noframes"):
    case name_key("noembed"):
    case name_key("noscript"):
    case name_key("plaintext"):
    case name_key("xmp"):
    case name_key("listing"):
    case name_key("template"):
    case name_key("marquee"):
    case name_key("applet"):
    case name_key("basefont"):
    case name_key("bgsound"):
    case name_key("keygen"):
    case name_key("image"):
    case name_key("isindex"):
    case name_key("param"):
      return {kInside, 0, refused, false};
    default:
      return {};
  }
}

// An element inside <svg>, or at the root of an SVG template.
constexpr Element svg_element(std::uint64_t key) noexcept {
  using enum ElementKind;
  constexpr std::uint32_t kNotSvg = kModels & ~kSvg;
  switch (key) {
    case name_key("foreignObject"):
    case name_key("desc"):
    case name_key("title"):
      return {kInside | kCutAllScopes, kNotSvg, normal, true};
    case name_key("script"):
    case name_key("style"):
      return {kSvg | kCutDirect, kNotSvg, raw, true};
    default:
      return {kSvg | kCutDirect, kNotSvg, normal, true};
  }
}

// An element inside <math>, or at the root of a MathML template.
constexpr Element math_element(std::uint64_t key) noexcept {
  using enum ElementKind;
  constexpr std::uint32_t kNotMath = kModels & ~kMath;
  switch (key) {
    case name_key("mi"):
    case name_key("mo"):
    case name_key("mn"):
    case name_key("ms"):
    case name_key("mtext"):
      return {kInside | kCutAllScopes, kNotMath, normal, false};
    case name_key("annotation-xml"):
      return {kMath | kCutDirect | kCutAllScopes, kNotMath, normal, false};
    default:
      return {kMath | kCutDirect, kNotMath, normal, false};
  }
}

// Names that only SVG has: a template whose first root element is one of them is an SVG template.
constexpr bool is_svg_only(std::uint64_t key) noexcept {
  switch (key) {
    case name_key("circle"):
    case name_key("ellipse"):
    case name_key("g"):
    case name_key("line"):
    case name_key("path"):
    case name_key("polygon"):
    case name_key("polyline"):
    case name_key("rect"):
    case name_key("text"):
    case name_key("tspan"):
    case name_key("defs"):
    case name_key("use"):
    case name_key("symbol"):
    case name_key("marker"):
    case name_key("mask"):
    case name_key("pattern"):
    case name_key("stop"):
    case name_key("filter"):
    case name_key("animate"):
    case name_key("set"):
    case name_key("desc"):
    case name_key("metadata"):
    case name_key("mpath"):
    case name_key("switch"):
    case name_key("view"):
      return true;
    default:
      return !svg_element_spelling(key).empty();
  }
}

constexpr bool is_math_only(std::uint64_t key) noexcept {
  switch (key) {
    case name_key("mi"):
    case name_key("mo"):
    case name_key("mn"):
    case name_key("ms"):
    case name_key("mtext"):
    case name_key("mrow"):
    case name_key("mfrac"):
    case name_key("msqrt"):
    case name_key("mroot"):
    case name_key("mstyle"):
    case name_key("merror"):
    case name_key("mpadded"):
    case name_key("mphantom"):
    case name_key("msub"):
    case name_key("msup"):
    case name_key("msubsup"):
    case name_key("munder"):
    case name_key("mover"):
    case name_key("munderover"):
    case name_key("mmultiscripts"):
    case name_key("mprescripts"):
    case name_key("mspace"):
    case name_key("mtable"):
    case name_key("mtr"):
    case name_key("mtd"):
    case name_key("maction"):
    case name_key("semantics"):
    case name_key("annotation"):
      return true;
    default:
      return false;
  }
}

}  // namespace golive::detail
