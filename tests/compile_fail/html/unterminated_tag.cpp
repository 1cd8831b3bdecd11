// A tag that never ends.
// expect: {"the tag <br is never closed: write >"}, 1, 9>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p>x</p><br)");
}
