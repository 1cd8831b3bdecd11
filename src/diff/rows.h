#pragma once
// Questions about the rows of a new list that its writer, its memory and its diff all ask.
#include <string>

#include "diff/instance_memory.h"
#include "diff/scratch.h"
#include "golive/detail/tree.h"

namespace golive::diff {

// The one template of all rows that are not kept; `expected` if all are kept; nullptr if they differ or there are none.
const detail::TemplateInfo* row_template(const detail::List& list, const detail::TemplateInfo* expected = nullptr) noexcept;

// Throws golive::Error unless all keys are integers or all are text.
void check_keys(const detail::List& list);

// How one row is called in a message: 17 or "name".
std::string key_text(const detail::Value& key);

// Both false in most lists.
struct Duplicates {
  bool found = false;
  detail::List list{};  // without them, the first of each kept; lives as long as the frame it was made in
};

// Looks for rows with equal keys. While verifying they are an error; else they are dropped and logged once a template.
Duplicates drop_duplicates(const detail::List& list, bool verify, Scratch::Frame& frame);

}  // namespace golive::diff
