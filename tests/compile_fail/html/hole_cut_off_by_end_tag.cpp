// A label with the end tag in it.
// expect: {"the hole is cut off by an end tag: write its label without </"}, 1, 13>
#include "golive/html.h"

golive::Html page(int a) {
  return HTML(R"(<textarea>{a</textarea>}</textarea>)", a);
}
