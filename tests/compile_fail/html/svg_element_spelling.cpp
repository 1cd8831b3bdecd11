// SVG names have capital letters.
// expect: {"<lineargradient>: SVG spells it <linearGradient>"}, 1, 6>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<svg><lineargradient></lineargradient></svg>)");
}
