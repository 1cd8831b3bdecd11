// A < that begins no tag.
// expect: {"< begins no tag: write &lt;"}, 1, 6>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p>1 < 2</p>)");
}
