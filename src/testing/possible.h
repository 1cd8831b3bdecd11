#pragma once
// What a person could do with an element, as far as markup and inline styles tell; style sheets are not looked at.
//
// Each returns nothing if it can be done, else why not: "<fieldset disabled> around it disables it".
#include <optional>
#include <string>
#include <string_view>

#include "testing/dom.h"

namespace golive::testing {

// Whether it is there to be seen: not hidden, in a closed <details>, <dialog> or <template>, or of a kind that is never shown.
std::optional<std::string> why_not_visible(Node element);

std::optional<std::string> why_not_click(Node element);
std::optional<std::string> why_not_fill(Node control);  // text, a number, a date, a choice: what has a value other than a tick
std::optional<std::string> why_not_pick(Node option);
std::optional<std::string> why_not_focus(Node element);
// In memory: what a browser would make of the key there and nothing here does.
std::optional<std::string> why_not_key(Node target, std::string_view key);
std::optional<std::string> why_not_submit(Node form);  // beside what its button is clicked with

// 6.6.2: a click on it, or the tabulator key, can give it the focus.
bool is_focusable(Node element);

// What a person submits a form with: a button that is to be seen, or a field to press Enter in.
Node what_submits(Node form);

// The first summary of a <details>: what opens it.
bool is_opening_summary(Node element);

}  // namespace golive::testing
