// A boolean attribute is one hole.
// expect: {"disabled takes one hole as its whole value: write disabled={}"}, 1, 8>
#include "golive/html.h"

golive::Html page(bool on) {
  return HTML(R"(<input disabled="{on}!">)", on);
}
