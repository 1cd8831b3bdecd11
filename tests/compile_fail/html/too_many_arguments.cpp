// An argument without a hole.
// expect: {"the template has 1 hole, but 2 arguments follow it"}, 1, 11>
#include "golive/html.h"

golive::Html page(int a, int b) {
  return HTML(R"(<p>{a}</p>)", a, b);
}
