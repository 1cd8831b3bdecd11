// Two holes could spell a scheme.
// expect: {"what follows the first hole of href could make another scheme of it: go on with / ? or #, or give the whole URL to one hole"}, 1, 10>
#include "golive/html.h"

golive::Html page(const char* a, const char* b) {
  return HTML(R"(<a href="{a}{b}">x</a>)", a, b);
}
