// /> closes nothing in HTML.
// expect: {"<div/> does not close the element in HTML: write <div></div>"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<div/>)");
}
