// An end tag that never ends.
// expect: {"the tag </p is never closed: write >"}, 1, 5>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p>x</p)");
}
