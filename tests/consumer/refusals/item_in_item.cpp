// expect: {"<li> in <li> of the same list: the browser ends that one before it; write its end tag first"}, 1, 11>
#include "price.h"

golive::Html page() { return HTML(R"(<ul><li>{}<li></ul>)", show(Price{995})); }
