// A colgroup holds only col.
// expect: {"<div> in <colgroup>: the browser drops or moves it; take it out"}, 1, 18>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<table><colgroup><div></div></colgroup></table>)");
}
