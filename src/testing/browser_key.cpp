#include "testing/browser_key.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include "base/nearest_name.h"

namespace golive::testing {
namespace {

struct Named {
  std::string_view key;
  std::string_view code;
  int number;
  std::string_view text = {};
};

constexpr std::array kNamed = {
    Named{"Enter", "Enter", 13, "\r"},
    Named{"Tab", "Tab", 9},
    Named{" ", "Space", 32, " "},
    Named{"Backspace", "Backspace", 8},
    Named{"Delete", "Delete", 46},
    Named{"Escape", "Escape", 27},
    Named{"Insert", "Insert", 45},
    Named{"Home", "Home", 36},
    Named{"End", "End", 35},
    Named{"PageUp", "PageUp", 33},
    Named{"PageDown", "PageDown", 34},
    Named{"ArrowLeft", "ArrowLeft", 37},
    Named{"ArrowUp", "ArrowUp", 38},
    Named{"ArrowRight", "ArrowRight", 39},
    Named{"ArrowDown", "ArrowDown", 40},
    Named{"Shift", "ShiftLeft", 16},
    Named{"Control", "ControlLeft", 17},
    Named{"Alt", "AltLeft", 18},
    Named{"Meta", "MetaLeft", 91},
    Named{"CapsLock", "CapsLock", 20},
    Named{"ContextMenu", "ContextMenu", 93},
    Named{"F1", "F1", 112},
    Named{"F2", "F2", 113},
    Named{"F3", "F3", 114},
    Named{"F4", "F4", 115},
    Named{"F5", "F5", 116},
    Named{"F6", "F6", 117},
    Named{"F7", "F7", 118},
    Named{"F8", "F8", 119},
    Named{"F9", "F9", 120},
    Named{"F10", "F10", 121},
    Named{"F11", "F11", 122},
    Named{"F12", "F12", 123},
};

// Without and with shift.
struct Printed {
  std::string_view plain;
  std::string_view shifted;
  std::string_view code;
  int number;
};
constexpr std::array kPrinted = {
    Printed{"1", "!", "Digit1", 49},       Printed{"2", "@", "Digit2", 50},        Printed{"3", "#", "Digit3", 51},
    Printed{"4", "$", "Digit4", 52},       Printed{"5", "%", "Digit5", 53},        Printed{"6", "^", "Digit6", 54},
    Printed{"7", "&", "Digit7", 55},       Printed{"8", "*", "Digit8", 56},        Printed{"9", "(", "Digit9", 57},
    Printed{"0", ")", "Digit0", 48},       Printed{"-", "_", "Minus", 189},        Printed{"=", "+", "Equal", 187},
    Printed{"[", "{", "BracketLeft", 219}, Printed{"]", "}", "BracketRight", 221}, Printed{"\\", "|", "Backslash", 220},
    Printed{";", ":", "Semicolon", 186},   Printed{"'", "\"", "Quote", 222},       Printed{"`", "~", "Backquote", 192},
    Printed{",", "<", "Comma", 188},       Printed{".", ">", "Period", 190},       Printed{"/", "?", "Slash", 191},
};

bool is_one_character(std::string_view text) {
  return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }) == 1;
}

[[noreturn]] void refuse(std::string_view key) {
  std::string text = "no key is named '" + std::string(key) + "'";
  std::vector<std::string_view> names;
  for (const Named& each : kNamed) names.push_back(each.key);
  if (const auto nearest = nearest_name(key, names); !nearest.empty()) text += "   do you mean '" + std::string(nearest) + "'?";
  throw std::invalid_argument(text + "   names are those of KeyboardEvent.key");
}

BrowserKey found(std::string_view key) {
  const std::string name(key);
  for (const Named& each : kNamed)
    if (each.key == key) return {name, std::string(each.code), each.number, std::string(each.text), 0};
  if (!is_one_character(key)) refuse(key);
  for (const Printed& each : kPrinted)
    if (each.plain == key || each.shifted == key) return {name, std::string(each.code), each.number, name, each.shifted == key ? 8 : 0};
  const char c = key.front();
  const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (upper < 'A' || upper > 'Z') return {name, {}, 0, name, 0};
  return {name, std::string("Key") + upper, upper, name, upper == c ? 8 : 0};
}

}  // namespace

BrowserKey browser_key(const KeyStroke& stroke) {
  BrowserKey key = found(stroke.key);
  key.modifiers |= (stroke.alt ? 1 : 0) | (stroke.control ? 2 : 0) | (stroke.meta ? 4 : 0) | (stroke.shift ? 8 : 0);
  if (stroke.alt || stroke.control || stroke.meta) key.text.clear();
  return key;
}

}  // namespace golive::testing
