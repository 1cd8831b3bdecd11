#include "testing/page_driver.h"

#include "testing/possible.h"

namespace golive::testing {

bool PageDriver::is_visible(Node element) { return !why_not_visible(element); }

std::optional<std::string> PageDriver::why_not(Verb verb, Node target) {
  switch (verb) {
    case Verb::click:
      return why_not_click(target);
    case Verb::fill:
    case Verb::input:
    case Verb::change:
      return why_not_fill(target);
    case Verb::submit:
      return why_not_visible(target);
    case Verb::key:
    case Verb::focus:
      return why_not_focus(target);
    case Verb::blur:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace golive::testing
