// A select shows options only.
// expect: {"text in <select>: write <option>"}, 1, 9>
#include "golive/html.h"

golive::Html page(int n) {
  return HTML(R"(<select>{n}</select>)", n);
}
