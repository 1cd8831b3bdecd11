// Text beside a row.
// expect: {"text cannot stand beside the elements before it: no parent takes both; split the template"}, 1, 20>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<tr><td>1</td></tr>total)");
}
