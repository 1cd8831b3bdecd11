// A comment that never ends.
// expect: {"the comment is never closed: write -->"}, 2, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p>
<!-- note </p>)");
}
