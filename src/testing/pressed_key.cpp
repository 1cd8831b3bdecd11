#include "testing/pressed_key.h"

namespace golive::testing {

PressedKey pressed_key(std::string_view spelled) {
  PressedKey pressed;
  while (true) {
    const std::size_t plus = spelled.find('+', 1);
    if (plus == std::string_view::npos || plus + 1 == spelled.size()) break;
    const std::string_view modifier = spelled.substr(0, plus);
    bool* const flag = modifier == "Alt"       ? &pressed.alt
                       : modifier == "Control" ? &pressed.control
                       : modifier == "Meta"    ? &pressed.meta
                       : modifier == "Shift"   ? &pressed.shift
                                               : nullptr;
    if (flag == nullptr) break;
    *flag = true;
    spelled.remove_prefix(plus + 1);
  }
  pressed.key = spelled == "Space" ? " " : spelled;
  return pressed;
}

}  // namespace golive::testing
