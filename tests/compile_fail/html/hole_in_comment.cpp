// Comments are not sent.
// expect: {"a hole in a comment: move it out, or write {{ for a brace"}, 1, 9>
#include "golive/html.h"

golive::Html page(int n) {
  return HTML(R"(<p><!-- {n} --></p>)", n);
}
