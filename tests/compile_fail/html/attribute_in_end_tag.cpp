// End tags have no attributes.
// expect: {"i in an end tag: write </p>"}, 1, 9>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p>x</p id="a">)");
}
