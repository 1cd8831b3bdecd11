// A block ends the paragraph.
// expect: {"<div> in <p>: the browser ends the <p> before it; write </p> first, or <div> instead of <p>"}, 2, 3>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p>
  <div>x</div></p>)");
}
