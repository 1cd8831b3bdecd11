// Where does the reference end?
// expect: {"& right before a hole is ambiguous: write &amp;"}, 1, 6>
#include "golive/html.h"

golive::Html page(int n) {
  return HTML(R"(<p>a &{n}</p>)", n);
}
