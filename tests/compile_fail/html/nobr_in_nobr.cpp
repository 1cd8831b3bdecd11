// The same for nobr.
// expect: {"<nobr> in <nobr>: the browser ends that one before it; write its end tag first"}, 1, 7>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<nobr><nobr>x</nobr></nobr>)");
}
