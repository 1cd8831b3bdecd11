// So does another paragraph, however deep.
// expect: {"<p> in <p>: the browser ends the <p> before it; write </p> first, or <div> instead of <p>"}, 1, 13>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p><span><b><p>x</p></b></span></p>)");
}
