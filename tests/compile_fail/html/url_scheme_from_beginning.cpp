// A beginning that could.
// expect: {"href: its static beginning does not settle the scheme; begin with / ./ ? # https:// or mailto:, or with a hole"}, 1, 4>
#include "golive/html.h"

golive::Html page(const char* a) {
  return HTML(R"(<a href="java{a}">x</a>)", a);
}
