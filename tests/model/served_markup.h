#pragma once
// The markup of a tree, from its templates' browser forms and its values alone: what a correct client's page looks like.
#include <string>

#include "golive/detail/tree.h"

namespace golive::model {

enum class Marks : bool { without, with };

// With marks: "The served page" of docs/protocol.md.
std::string markup_of(const detail::Instance& root, Marks marks);

// As JavaScript prints it; booleans and nothing as text are empty.
std::string text_of(const detail::Value& value);
std::string escape_text(std::string_view text);
std::string escape_attribute(std::string_view text);

}  // namespace golive::model
