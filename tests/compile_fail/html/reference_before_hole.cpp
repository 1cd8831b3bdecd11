// The same with a name.
// expect: {"& right before a hole is ambiguous: write &amp;"}, 1, 15>
#include "golive/html.h"

golive::Html page(int n) {
  return HTML(R"(<a href="/?a=1&amp{n}">x</a>)", n);
}
