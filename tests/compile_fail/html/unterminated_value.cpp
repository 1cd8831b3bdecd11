// A quote that never ends.
// expect: {"the value of id is never closed: write \""}, 1, 7>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p id="a></p>)");
}
