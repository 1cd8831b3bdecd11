// A comment that ends where it begins.
// expect: {"the comment ends where it begins: write <!-- text -->"}, 1, 4>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p><!--> x --></p>)");
}
