#pragma once
// The attribute `class` as classList reads and writes it.
#include <algorithm>
#include <string_view>
#include <vector>

#include "testing/document_editor.h"
#include "testing/words.h"

namespace golive::testing {

inline bool has_word(const std::vector<std::string_view>& all, std::string_view word) { return std::ranges::find(all, word) != all.end(); }

inline std::vector<std::string_view> classes_of(Node element) { return words(element.attribute("class").value_or("")); }
inline bool has_class(Node element, std::string_view name) { return has_word(classes_of(element), name); }

// What the client writes on elements of a view whose events are on their way; of its root nobody asks.
inline bool is_own_class(std::string_view word) { return word == "lv-loading" || word == "lv-pending" || word == "lv-error"; }

// remove() of `gone`, and add() of `added`.
void change_classes(DocumentEditor& page, Node element, const std::vector<std::string_view>& gone,
                    const std::vector<std::string_view>& added);

}  // namespace golive::testing
