#pragma once
// What the open elements round a place in a template allow there. The template parser checks static markup with it at compile time; the
// markup writer checks a nested template against its slot with one AND, because neither template can see the other before they meet.
//
//   std::uint32_t here = combine_context(outer, slot.context);
//   if (unfit_context(here, nested.forbidden_context)) ... error: name both templates
//
// Source of every rule: HTML Standard 13.2 "Parsing HTML documents" (tree construction, scopes, foreign content).
#include <cstdint>
#include <string_view>

namespace golive::detail {

// The content model of the directly enclosing element. At most one is set; none at the root of a template, which takes the model of its
// slot.
inline constexpr std::uint32_t kFlow = 1u << 0;       // ordinary HTML content
inline constexpr std::uint32_t kTable = 1u << 1;      // directly in table
inline constexpr std::uint32_t kTableBody = 1u << 2;  // directly in thead, tbody, tfoot
inline constexpr std::uint32_t kRow = 1u << 3;        // directly in tr
inline constexpr std::uint32_t kColgroup = 1u << 4;
inline constexpr std::uint32_t kSelect = 1u << 5;
inline constexpr std::uint32_t kOptgroup = 1u << 6;
inline constexpr std::uint32_t kTextOnly = 1u << 7;  // option: no elements
inline constexpr std::uint32_t kSvg = 1u << 8;
inline constexpr std::uint32_t kMath = 1u << 9;
inline constexpr std::uint32_t kModels = (1u << 10) - 1;
inline constexpr std::uint32_t kNotFlow = kModels & ~kFlow;

// Open elements that a start tag further in would close. Named after the element.
inline constexpr std::uint32_t kHeading = 1u << 10;     // the directly enclosing element is h1 ... h6
inline constexpr std::uint32_t kImpliedEnd = 1u << 11;  // the directly enclosing element ends by itself before rt and rp
inline constexpr std::uint32_t kParagraph = 1u << 12;   // p in button scope
inline constexpr std::uint32_t kButton = 1u << 13;      // button in scope
inline constexpr std::uint32_t kNobr = 1u << 14;        // nobr in scope
inline constexpr std::uint32_t kAnchor = 1u << 15;      // a, after the last marker of the active formatting elements
inline constexpr std::uint32_t kForm = 1u << 16;        // form element pointer
inline constexpr std::uint32_t kListItem = 1u << 17;    // li, nothing special but address, div, p between
inline constexpr std::uint32_t kDefinition = 1u << 18;  // dd or dt, the same
inline constexpr std::uint32_t kOpen = (1u << 19) - 1;  // all of the above

// What does not reach through from outside.
inline constexpr std::uint32_t kCutDirect = 1u << 24;  // there is an element between: model, heading, implied end
inline constexpr std::uint32_t kCutButtonScope = 1u << 25;
inline constexpr std::uint32_t kCutScope = 1u << 26;
inline constexpr std::uint32_t kCutMarker = 1u << 27;
inline constexpr std::uint32_t kCutItem = 1u << 28;
inline constexpr std::uint32_t kCutAllScopes = kCutButtonScope | kCutScope | kCutItem;

// The bits of an outer context that `inner` hides.
constexpr std::uint32_t hidden_context(std::uint32_t inner) noexcept {
  return ((inner & kCutDirect) ? kModels | kHeading | kImpliedEnd : 0u) | ((inner & kCutButtonScope) ? kParagraph : 0u) |
         ((inner & kCutScope) ? kButton | kNobr : 0u) | ((inner & kCutMarker) ? kAnchor : 0u) |
         ((inner & kCutItem) ? kListItem | kDefinition : 0u);
}

// The context at a place described by `inner` (a slot's, or an element's own) when it stands in `outer`.
constexpr std::uint32_t combine_context(std::uint32_t outer, std::uint32_t inner) noexcept {
  return (outer & ~hidden_context(inner)) | inner;
}

// Nonzero: a template with this forbidden_context would not survive the HTML parser at this place; the bits say why.
constexpr std::uint32_t unfit_context(std::uint32_t here, std::uint32_t forbidden) noexcept { return here & forbidden; }

// The context of the root of a view: <div data-live-view>.
inline constexpr std::uint32_t kViewContext = kFlow | kCutDirect;

// Words for a message, of the lowest bit set: "a <p>", "directly in a <table>".
constexpr std::string_view context_text(std::uint32_t bits) noexcept {
  if (bits & kFlow) return "ordinary HTML";
  if (bits & kTable) return "directly in <table>";
  if (bits & kTableBody) return "directly in <tbody>, <thead> or <tfoot>";
  if (bits & kRow) return "directly in <tr>";
  if (bits & kColgroup) return "<colgroup>";
  if (bits & kSelect) return "<select>";
  if (bits & kOptgroup) return "<optgroup>";
  if (bits & kTextOnly) return "<option>, which holds only text";
  if (bits & kSvg) return "SVG";
  if (bits & kMath) return "MathML";
  if (bits & kHeading) return "a heading";
  if (bits & kImpliedEnd) return "<rt>, <rp>, <p>, <li>, <dd> or <dt>";
  if (bits & kParagraph) return "<p>";
  if (bits & kButton) return "<button>";
  if (bits & kNobr) return "<nobr>";
  if (bits & kAnchor) return "<a>";
  if (bits & kForm) return "<form>";
  if (bits & kListItem) return "<li> of the same list";
  if (bits & kDefinition) return "<dd> or <dt> of the same list";
  return "";
}

}  // namespace golive::detail
