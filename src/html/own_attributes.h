#pragma once
#include <string_view>

namespace golive {

// Whether the piece of a start tag `markup`, beginning outside quotes, writes the attribute `name`; up to the tag's end. Case-sensitive.
bool writes_attribute(std::string_view markup, std::string_view name) noexcept;

// Whether the start tag at whose end `markup` stops has the attribute `name`.
bool open_tag_writes_attribute(std::string_view markup, std::string_view name) noexcept;

}  // namespace golive
