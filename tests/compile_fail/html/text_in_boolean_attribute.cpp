// disabled="false" would disable.
// expect: {"this attribute is present or absent: its hole takes a bool"}, 1, 17, const char*>
#include "golive/html.h"

golive::Html page(const char* state) {
  return HTML(R"(<input disabled={state}>)", state);
}
