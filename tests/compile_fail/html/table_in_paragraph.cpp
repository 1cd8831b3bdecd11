// So does a table.
// expect: {"<table> in <p>: the browser ends the <p> before it; write </p> first, or <div> instead of <p>"}, 1, 4>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p><table></table></p>)");
}
