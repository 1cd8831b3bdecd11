// End tags in the wrong order.
// expect: {"</b> where <i> of line 2 is open: write </i> first"}, 2, 8>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<b>bold
<i>both</b></i>)");
}
