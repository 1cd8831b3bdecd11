#pragma once
// HTML's named character references: &amp; and 2,230 others.
#include <cstddef>
#include <string_view>

namespace golive::testing {

struct NamedReference {
  std::string_view name;  // without the &, with the ; if it has one; empty: none
  std::string_view text;  // UTF-8, one or two characters
};

// The longest name that `text`, which follows a &, begins with.
NamedReference find_named_reference(std::string_view text);

}  // namespace golive::testing
