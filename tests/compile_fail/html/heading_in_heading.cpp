// A heading closes a heading.
// expect: {"<h2> in a heading: the browser ends that one before it; write its end tag first"}, 1, 5>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<h1><h2>x</h2></h1>)");
}
