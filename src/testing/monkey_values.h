#pragma once
// What a random user types: ordinary, at the edge of what a control takes, and hostile.
#include <string>
#include <string_view>

#include "testing/choice.h"
#include "testing/dom.h"

namespace golive::testing {

// What hostile texts would run, and what they would make, if they became markup: monkey_check.h looks for both.
inline constexpr std::string_view kInjectedCall = "goliveInjected";
inline constexpr std::string_view kInjectedName = "golive-injected";

// For an <input>, by its type, or a <textarea>; no more than its maxlength.
std::string value_for(Choice& choice, Node control);

// As Page::key() takes it.
std::string key_for(Choice& choice, Node target);

}  // namespace golive::testing
