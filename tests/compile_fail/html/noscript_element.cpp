// Parsed differently with and without scripting.
// expect: {"<noscript> is parsed differently with and without scripting: write it in the layout"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<noscript>x</noscript>)");
}
