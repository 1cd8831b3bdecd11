// And is one hole.
// expect: {"lv-click takes one hole as its whole value: write lv-click={}"}, 1, 9>
#include "golive/html.h"

golive::Html page(int n) {
  return HTML(R"html(<button lv-click="add({n})">x</button>)html", n);
}
