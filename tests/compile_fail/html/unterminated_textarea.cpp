// A textarea that never ends.
// expect: {"<textarea> is never closed: write </textarea>"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<textarea>
<b></b>)");
}
