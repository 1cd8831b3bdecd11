// Other names become lower case.
// expect: {"attribute myAttr: the browser makes the name lower case; write it so"}, 1, 9>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<svg><g myAttr="1"></g></svg>)");
}
