// An end tag that closes nothing.
// expect: {"</i> closes nothing: remove it"}, 1, 9>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<b>x</b></i>)");
}
