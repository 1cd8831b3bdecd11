#pragma once
// The render tree as the HTML of a page, docs/protocol.md "The served page".
#include <string>

#include "golive/detail/tree.h"

namespace golive {

// Appends `root` to `out`, as the content of a view's root element. Throws Error GL0104 where a nested template would not survive the
// HTML parser in its place, and GL0103 on a tree with skipped parts. Cost: one pass, no temporary strings.
void write_markup(const detail::Instance& root, std::string& out);

// The same for a tree that stands in a place of this context (SlotInfo::context).
void write_markup(const detail::Instance& root, std::uint32_t context, std::string& out);

// The same for whatever fills a node slot, without a word on where it will stand.
void append_markup(std::string& out, const detail::Value& value);

}  // namespace golive
