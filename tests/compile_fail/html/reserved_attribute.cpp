// lv-s belongs to the browser form.
// expect: {"attribute lv-s is taken by golive: choose another name"}, 1, 4>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p lv-s="id 0"></p>)");
}
