// HTML attributes in lower case.
// expect: {"attribute tabIndex: the browser makes the name lower case; write it so"}, 1, 4>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p tabIndex="0"></p>)");
}
