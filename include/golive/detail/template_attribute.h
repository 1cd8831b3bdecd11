#pragma once
// What an attribute takes, by its name: this selects how a hole in its value is made safe.
#include "golive/detail/template_name.h"

#include <cstdint>

namespace golive::detail {

enum class AttributeKind : std::uint8_t {
  plain,
  boolean,  // present or absent
  url,
  srcset,
  style,
  event,      // lv-click ...
  handler,    // onclick ...: script
  srcdoc,     // a document in an attribute
  animation,  // SVG values, to, from, by, attributeName: can write any attribute, also href
  reserved,   // lv-s, which the browser form uses
};

// `element`: the name_key of the element, where the same attribute means different things.
constexpr AttributeKind attribute_kind(const char* name, std::uint32_t size, std::uint64_t key, std::uint64_t element) noexcept {
  using enum AttributeKind;
  if (size > 2 && (name[0] == 'o' || name[0] == 'O') && (name[1] == 'n' || name[1] == 'N')) return handler;
  switch (key) {
    case name_key("style"):
      return style;
    case name_key("srcdoc"):
      return srcdoc;
    case name_key("srcset"):
    case name_key("imagesrcset"):
      return srcset;
    case name_key("lv-s"):
      return reserved;
    case name_key("lv-click"):
    case name_key("lv-change"):
    case name_key("lv-input"):
    case name_key("lv-submit"):
    case name_key("lv-keydown"):
    case name_key("lv-keyup"):
    case name_key("lv-focus"):
    case name_key("lv-blur"):
      return event;
    case name_key("href"):
    case name_key("src"):
    case name_key("action"):
    case name_key("formaction"):
    case name_key("poster"):
    case name_key("cite"):
    case name_key("background"):
    case name_key("ping"):
    case name_key("longdesc"):
    case name_key("manifest"):
    case name_key("codebase"):
    case name_key("archive"):
    case name_key("classid"):
    case name_key("profile"):
    case name_key("usemap"):
    case name_key("icon"):
      return url;
    case name_key("data"):
      return element == name_key("object") ? url : plain;
    case name_key("allowfullscreen"):
    case name_key("async"):
    case name_key("autofocus"):
    case name_key("autoplay"):
    case name_key("checked"):
    case name_key("controls"):
    case name_key("default"):
    case name_key("defer"):
    case name_key("disabled"):
    case name_key("formnovalidate"):
    case name_key("hidden"):
    case name_key("inert"):
    case name_key("ismap"):
    case name_key("itemscope"):
    case name_key("loop"):
    case name_key("multiple"):
    case name_key("muted"):
    case name_key("nomodule"):
    case name_key("novalidate"):
    case name_key("open"):
    case name_key("playsinline"):
    case name_key("readonly"):
    case name_key("required"):
    case name_key("reversed"):
    case name_key("selected"):
      return boolean;
    case name_key("values"):
    case name_key("to"):
    case name_key("from"):
    case name_key("by"):
    case name_key("attributeName"):
      switch (element) {
        case name_key("animate"):
        case name_key("set"):
        case name_key("animateMotion"):
        case name_key("animateTransform"):
        case name_key("animateColor"):
          return animation;
        default:
          return plain;
      }
    default:
      return plain;
  }
}

}  // namespace golive::detail
