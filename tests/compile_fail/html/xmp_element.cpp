// The same.
// expect: {"<xmp> is obsolete and changes how the browser parses what follows: leave it out"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<xmp>x</xmp>)");
}
