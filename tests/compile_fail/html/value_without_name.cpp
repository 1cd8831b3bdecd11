// A forgotten name.
// expect: {"= without an attribute name: write the name before it"}, 1, 4>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p ="a"></p>)");
}
