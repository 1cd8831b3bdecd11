#pragma once
// One value as the HTML of a page: what stands in the place of a slot that is no node slot.
#include <string>
#include <string_view>

#include "base/number_text.h"
#include "golive/detail/tree.h"
#include "html/escape.h"

namespace golive {

inline void append_scalar(std::string& out, const detail::Value& value) {
  char text[kNumberTextSize];
  switch (value.kind) {
    case detail::ValueKind::integer:
      out.append(text, write_integer(text, value.integer));
      return;
    case detail::ValueKind::number:
      out.append(text, write_number(text, value.number));
      return;
    case detail::ValueKind::boolean:
      out += value.boolean ? "true" : "false";
      return;
    default:
      return;
  }
}

inline void append_text(std::string& out, const detail::Value& value) {
  if (value.kind == detail::ValueKind::text) append_escaped_text(out, value.view());
  else append_scalar(out, value);
}

// ` name="value"`, or nothing where the attribute is absent.
inline void append_attribute(std::string& out, std::string_view name, const detail::Value& value) {
  if (value.kind == detail::ValueKind::nothing || (value.kind == detail::ValueKind::boolean && !value.boolean)) return;
  out += ' ';
  out += name;
  out += "=\"";
  if (value.kind == detail::ValueKind::text) append_escaped_attribute(out, value.view());
  else if (value.kind != detail::ValueKind::boolean) append_scalar(out, value);
  out += '"';
}

inline void append_attributes(std::string& out, const detail::AttributeSet& set) {
  for (std::uint32_t i = 0; i < set.count; ++i) append_attribute(out, set.items[i].name, set.items[i].value);
}

}  // namespace golive
