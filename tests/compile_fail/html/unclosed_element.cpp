// An element that is never closed.
// expect: {"<div> is never closed: write </div>"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<div>
  <b>x</b>)");
}
