#pragma once
// A key as tests spell it: "Enter", "a", "Shift+Tab", "Control+s".
#include <string_view>

#include "testing/browser_key.h"

namespace golive::testing {

struct PressedKey {
  std::string_view key;  // KeyboardEvent.key; "Space" is " "
  bool alt = false;
  bool control = false;
  bool meta = false;
  bool shift = false;

  KeyStroke stroke() const { return {.key = key, .alt = alt, .control = control, .meta = meta, .shift = shift}; }
};

PressedKey pressed_key(std::string_view spelled);

}  // namespace golive::testing
