// A hole that never ends.
// expect: {"{ opens a hole that is never closed: write {{ for a brace"}, 1, 4>
#include "golive/html.h"

golive::Html page(int n) {
  return HTML(R"(<p>{n</p>)", n);
}
