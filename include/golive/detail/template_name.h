#pragma once
// Tag and attribute names as numbers, so that the parser compares each name once however many names it knows.
#include <cstdint>
#include <string_view>

namespace golive::detail {

constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || is_upper(c); }
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

// FNV-1a over the name in lower case: as the HTML parser compares names.
constexpr std::uint64_t name_key(const char* name, std::uint32_t size) noexcept {
  std::uint64_t key = 0xcbf29ce484222325u;
  for (std::uint32_t i = 0; i < size; ++i) {
    const char c = name[i];
    key = (key ^ static_cast<unsigned char>(is_upper(c) ? c + 32 : c)) * 0x100000001b3u;
  }
  return key;
}
consteval std::uint64_t name_key(std::string_view name) noexcept { return name_key(name.data(), static_cast<std::uint32_t>(name.size())); }

// The spelling the HTML parser gives an SVG element (HTML Standard 13.2.6.5, "any other start tag"); empty where it keeps lower case.
constexpr std::string_view svg_element_spelling(std::uint64_t key) noexcept {
  switch (key) {
    case name_key("foreignObject"):
      return "foreignObject";
    case name_key("linearGradient"):
      return "linearGradient";
    case name_key("radialGradient"):
      return "radialGradient";
    case name_key("clipPath"):
      return "clipPath";
    case name_key("textPath"):
      return "textPath";
    case name_key("animateMotion"):
      return "animateMotion";
    case name_key("animateTransform"):
      return "animateTransform";
    case name_key("animateColor"):
      return "animateColor";
    case name_key("altGlyph"):
      return "altGlyph";
    case name_key("altGlyphDef"):
      return "altGlyphDef";
    case name_key("altGlyphItem"):
      return "altGlyphItem";
    case name_key("glyphRef"):
      return "glyphRef";
    case name_key("feBlend"):
      return "feBlend";
    case name_key("feColorMatrix"):
      return "feColorMatrix";
    case name_key("feComponentTransfer"):
      return "feComponentTransfer";
    case name_key("feComposite"):
      return "feComposite";
    case name_key("feConvolveMatrix"):
      return "feConvolveMatrix";
    case name_key("feDiffuseLighting"):
      return "feDiffuseLighting";
    case name_key("feDisplacementMap"):
      return "feDisplacementMap";
    case name_key("feDistantLight"):
      return "feDistantLight";
    case name_key("feDropShadow"):
      return "feDropShadow";
    case name_key("feFlood"):
      return "feFlood";
    case name_key("feFuncA"):
      return "feFuncA";
    case name_key("feFuncB"):
      return "feFuncB";
    case name_key("feFuncG"):
      return "feFuncG";
    case name_key("feFuncR"):
      return "feFuncR";
    case name_key("feGaussianBlur"):
      return "feGaussianBlur";
    case name_key("feImage"):
      return "feImage";
    case name_key("feMerge"):
      return "feMerge";
    case name_key("feMergeNode"):
      return "feMergeNode";
    case name_key("feMorphology"):
      return "feMorphology";
    case name_key("feOffset"):
      return "feOffset";
    case name_key("fePointLight"):
      return "fePointLight";
    case name_key("feSpecularLighting"):
      return "feSpecularLighting";
    case name_key("feSpotLight"):
      return "feSpotLight";
    case name_key("feTile"):
      return "feTile";
    case name_key("feTurbulence"):
      return "feTurbulence";
    default:
      return {};
  }
}

// The same for SVG attributes (13.2.6.1, "adjust SVG attributes") and for the one of MathML.
constexpr std::string_view foreign_attribute_spelling(std::uint64_t key) noexcept {
  switch (key) {
    case name_key("attributeName"):
      return "attributeName";
    case name_key("attributeType"):
      return "attributeType";
    case name_key("baseFrequency"):
      return "baseFrequency";
    case name_key("baseProfile"):
      return "baseProfile";
    case name_key("calcMode"):
      return "calcMode";
    case name_key("clipPathUnits"):
      return "clipPathUnits";
    case name_key("definitionURL"):
      return "definitionURL";
    case name_key("diffuseConstant"):
      return "diffuseConstant";
    case name_key("edgeMode"):
      return "edgeMode";
    case name_key("filterUnits"):
      return "filterUnits";
    case name_key("glyphRef"):
      return "glyphRef";
    case name_key("gradientTransform"):
      return "gradientTransform";
    case name_key("gradientUnits"):
      return "gradientUnits";
    case name_key("kernelMatrix"):
      return "kernelMatrix";
    case name_key("kernelUnitLength"):
      return "kernelUnitLength";
    case name_key("keyPoints"):
      return "keyPoints";
    case name_key("keySplines"):
      return "keySplines";
    case name_key("keyTimes"):
      return "keyTimes";
    case name_key("lengthAdjust"):
      return "lengthAdjust";
    case name_key("limitingConeAngle"):
      return "limitingConeAngle";
    case name_key("markerHeight"):
      return "markerHeight";
    case name_key("markerUnits"):
      return "markerUnits";
    case name_key("markerWidth"):
      return "markerWidth";
    case name_key("maskContentUnits"):
      return "maskContentUnits";
    case name_key("maskUnits"):
      return "maskUnits";
    case name_key("numOctaves"):
      return "numOctaves";
    case name_key("pathLength"):
      return "pathLength";
    case name_key("patternContentUnits"):
      return "patternContentUnits";
    case name_key("patternTransform"):
      return "patternTransform";
    case name_key("patternUnits"):
      return "patternUnits";
    case name_key("pointsAtX"):
      return "pointsAtX";
    case name_key("pointsAtY"):
      return "pointsAtY";
    case name_key("pointsAtZ"):
      return "pointsAtZ";
    case name_key("preserveAlpha"):
      return "preserveAlpha";
    case name_key("preserveAspectRatio"):
      return "preserveAspectRatio";
    case name_key("primitiveUnits"):
      return "primitiveUnits";
    case name_key("refX"):
      return "refX";
    case name_key("refY"):
      return "refY";
    case name_key("repeatCount"):
      return "repeatCount";
    case name_key("repeatDur"):
      return "repeatDur";
    case name_key("requiredExtensions"):
      return "requiredExtensions";
    case name_key("requiredFeatures"):
      return "requiredFeatures";
    case name_key("specularConstant"):
      return "specularConstant";
    case name_key("specularExponent"):
      return "specularExponent";
    case name_key("spreadMethod"):
      return "spreadMethod";
    case name_key("startOffset"):
      return "startOffset";
    case name_key("stdDeviation"):
      return "stdDeviation";
    case name_key("stitchTiles"):
      return "stitchTiles";
    case name_key("surfaceScale"):
      return "surfaceScale";
    case name_key("systemLanguage"):
      return "systemLanguage";
    case name_key("tableValues"):
      return "tableValues";
    case name_key("targetX"):
      return "targetX";
    case name_key("targetY"):
      return "targetY";
    case name_key("textLength"):
      return "textLength";
    case name_key("viewBox"):
      return "viewBox";
    case name_key("viewTarget"):
      return "viewTarget";
    case name_key("xChannelSelector"):
      return "xChannelSelector";
    case name_key("yChannelSelector"):
      return "yChannelSelector";
    case name_key("zoomAndPan"):
      return "zoomAndPan";
    default:
      return {};
  }
}

}  // namespace golive::detail
