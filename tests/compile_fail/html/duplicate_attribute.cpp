// The browser drops the second.
// expect: {"attribute id is there twice: the browser drops the second; remove one"}, 2, 4>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p id="a" class="b"
   id="c"></p>)");
}
