// The layout writes html, head, body and base.
// expect: {"<body> is written by the layout, not by a template"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<body>x</body>)");
}
