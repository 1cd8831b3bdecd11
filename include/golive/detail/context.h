#pragma once
// Where a hole of a template stands. The parser finds it at compile time; it selects, as a type, what the hole takes and how it is made
// safe.
#include <cstdint>

namespace golive::detail {

enum class Context : std::uint8_t {
  text,               // text, or a node (Html, each, when, raw ...): the argument's type decides
  attribute,          // the whole value of an ordinary attribute; bool is written "true" / "false"
  attribute_part,     // a piece of an ordinary attribute's value
  boolean_attribute,  // disabled, checked ...: takes bool only
  url,                // the whole value, or the beginning, of href, src, action ...: scheme allow-list
  url_path,           // inside a URL before any ? or #: percent-encoded, reserved characters kept
  url_query,          // after ? or #: percent-encoded whole
  srcset,             // the whole value of srcset
  style,              // the whole value of style: declarations
  style_part,         // a value inside a style declaration
  event,              // lv-click, lv-change ...: takes on<&C::m>(...)
  content,            // inside textarea, title
  attribute_set,      // <input {attrs}>
};

}  // namespace golive::detail
