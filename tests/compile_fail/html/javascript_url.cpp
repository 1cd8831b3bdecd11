// Or is one.
// expect: {"href: its static beginning does not settle the scheme; begin with / ./ ? # https:// or mailto:, or with a hole"}, 1, 4>
#include "golive/html.h"

golive::Html page(int a) {
  return HTML(R"html(<a href="javascript:go({a})">x</a>)html", a);
}
