// An li closes the li of the same list.
// expect: {"<li> in <li> of the same list: the browser ends that one before it; write its end tag first"}, 1, 12>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<ul><li>one<li>two</li></li></ul>)");
}
