#pragma once
// The render tree as the HTML of a page, docs/protocol.md "The served page".
#include <string>
#include <string_view>

#include "golive/detail/tree.h"

namespace golive {

// Appends `root` to `out`. Throws Error GL0104 where a nested template would not survive the HTML parser in its place, and GL0103 on a
// tree with skipped parts. Cost: one pass, no temporary strings.
void write_markup(const detail::Instance& root, std::string& out);

// Appends text with & < > and CR escaped, or also ", for use between quotes.
void append_escaped_text(std::string& out, std::string_view text);
void append_escaped_attribute(std::string& out, std::string_view text);

}  // namespace golive
