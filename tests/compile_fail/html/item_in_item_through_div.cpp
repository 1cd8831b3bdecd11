// A div does not hide it.
// expect: {"<li> in <li> of the same list: the browser ends that one before it; write its end tag first"}, 1, 14>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<ul><li><div><li>x</li></div></li></ul>)");
}
