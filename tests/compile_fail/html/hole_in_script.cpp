// Script is never built from holes.
// expect: {"a hole in <script>: write {{ for a brace; what changes belongs into an attribute (style={}, data-...)"}, 1, 17>
#include "golive/html.h"

golive::Html page(int n) {
  return HTML(R"(<script>let n = {n};</script>)", n);
}
