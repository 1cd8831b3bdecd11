// A select holds options.
// expect: {"<div> in <select>: the browser drops or moves it; take it out"}, 1, 9>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<select><div></div></select>)");
}
