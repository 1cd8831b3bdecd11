// HTML in SVG breaks out of it.
// expect: {"<div> in SVG: the browser ends the <svg> before it; write it inside <foreignObject>"}, 2, 3>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<svg>
  <div>x</div></svg>)");
}
