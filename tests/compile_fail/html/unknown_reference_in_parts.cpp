// Decoded by the compiler there.
// expect: {"character reference not known in a value with holes: write the character itself, or &amp; for &"}, 1, 11>
#include "golive/html.h"

golive::Html page(int n) {
  return HTML(R"(<p title="&hearts; {n}"></p>)", n);
}
