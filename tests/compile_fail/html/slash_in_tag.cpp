// A slash stands only at the end.
// expect: {"/ in a tag: write it only in />"}, 1, 4>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p / id="a"></p>)");
}
