// An SVG element needs its svg.
// expect: {"<circle> is an SVG element: write it inside <svg>"}, 1, 4>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p><circle/></p>)");
}
