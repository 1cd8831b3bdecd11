// srcset is one hole.
// expect: {"srcset takes one hole as its whole value: write srcset={}"}, 1, 6>
#include "golive/html.h"

golive::Html page(const char* a) {
  return HTML(R"(<img srcset="{a} 1x">)", a);
}
