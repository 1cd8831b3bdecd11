// The same for dt and dd.
// expect: {"<dd> in <dd> or <dt> of the same list: the browser ends that one before it; write its end tag first"}, 1, 10>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<dl><dt>x<dd>y</dd></dt></dl>)");
}
