// A table part in the wrong part closes what is open.
// expect: {"<caption> directly in <tr>: the browser closes or drops what stands round it; move it"}, 1, 19>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<table><tbody><tr><caption>x</caption></tr></tbody></table>)");
}
