#pragma once
// Text made safe for a place that means something: URLs and styles. Input is repaired text; the markup writer's escaping comes after.
// Sources: URL Standard 4.4 (what a URL parser removes), CSS Syntax Level 3, and html/template of Go for percent-encoding.
#include <string_view>

#include "golive/detail/text_writer.h"

namespace golive {

// What stands where a URL was refused. Loads nothing, and is easy to find in a page.
inline constexpr std::string_view kRefusedUrl = "about:invalid";

// No scheme, or http https mailto tel sms. Looks at the text as a URL parser does: control characters and spaces at the ends, and tabs
// and line breaks anywhere, are not there; case does not matter. Strict: any ':' before the first / ? # counts as the end of a scheme.
bool is_safe_url(std::string_view url) noexcept;

// Inside a URL before ? or #: reserved characters and %XX stay, everything else is percent-encoded.
void append_url_path(detail::TextWriter& out, std::string_view text);
// After ? or #: everything but letters, digits and - _ . ~ is percent-encoded.
void append_url_query(detail::TextWriter& out, std::string_view text);

// Each candidate's URL by is_safe_url; descriptors ("2x", "640w") as letters, digits and dots only.
void append_srcset(detail::TextWriter& out, std::string_view text);

// The declarations of a style attribute. False for what can load, run or end something: functions other than those known to be harmless,
// escapes, comments, braces, at-rules.
bool is_safe_style(std::string_view text) noexcept;
// A value inside a declaration: the same, and nothing that ends it.
bool is_safe_style_part(std::string_view text) noexcept;

}  // namespace golive
