// Several parts too.
// expect: {"a value of several parts has no quotes: write id=\"...\""}, 1, 7>
#include "golive/html.h"

golive::Html page(int a) {
  return HTML(R"(<p id={a}-x></p>)", a);
}
