// SVG attributes too.
// expect: {"attribute viewbox: SVG and MathML spell it viewBox"}, 1, 6>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<svg viewbox="0 0 1 1"></svg>)");
}
