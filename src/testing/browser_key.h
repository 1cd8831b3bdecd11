#pragma once
// Keys by the names that scripts see (UI Events KeyboardEvent key Values).
#include <string>
#include <string_view>

namespace golive::testing {

struct KeyStroke {
  std::string_view key;  // KeyboardEvent.key: "Enter", "ArrowDown", "a", "\u00e4", " "
  bool alt = false;
  bool control = false;
  bool meta = false;
  bool shift = false;
};

// What a keyboard of the USA does for it.
struct BrowserKey {
  std::string key;
  std::string code;   // KeyboardEvent.code; empty: there is no such key
  int number = 0;     // KeyboardEvent.keyCode
  std::string text;   // what it writes; empty: nothing
  int modifiers = 0;  // bits as DevTools has them: 1 alt, 2 control, 4 meta, 8 shift
};

// Throws std::invalid_argument for a name that no key has, with the nearest one.
BrowserKey browser_key(const KeyStroke& stroke);

}  // namespace golive::testing
