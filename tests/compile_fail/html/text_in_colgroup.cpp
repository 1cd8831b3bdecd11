// Text in a colgroup.
// expect: {"text in <colgroup>: it takes only <col>"}, 1, 18>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<table><colgroup>x</colgroup></table>)");
}
