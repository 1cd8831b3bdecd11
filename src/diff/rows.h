#pragma once
// Questions about the rows of a new list that its writer, its memory and its diff all ask.
#include <string>
#include <string_view>

#include "diff/instance_memory.h"
#include "diff/scratch.h"
#include "golive/detail/tree.h"

namespace golive::diff {

// The one template of all rows that are not kept; `expected` if all are kept; nullptr if they differ or there are none.
const detail::TemplateInfo* row_template(const detail::List& list, const detail::TemplateInfo* expected = nullptr) noexcept;

// A list's keys are one kind to the memory: text as soon as one of them is (an unsigned 64-bit key beyond the signed ones arrives as text).
bool any_text_key(const detail::List& list) noexcept;
// The list with integer keys as their decimal text, which is the same key to the browser; lives as long as `frame`.
detail::List with_text_keys(const detail::List& list, Scratch::Frame& frame);

// How one row is called in a message: 17 or "name".
std::string key_text(const detail::Value& key);

// While verifying: `what` of this template has changed under an equal version.
[[noreturn]] void refuse_silent_change(std::string_view what, const detail::TemplateInfo& info);

// Both false in most lists.
struct Duplicates {
  bool found = false;
  detail::List list{};  // without them, the first of each kept; lives as long as the frame it was made in
};

// Looks for rows with equal keys, all of one kind. While verifying they are an error; else they are dropped and logged once a template.
Duplicates drop_duplicates(const detail::List& list, bool verify, Scratch::Frame& frame);

}  // namespace golive::diff
