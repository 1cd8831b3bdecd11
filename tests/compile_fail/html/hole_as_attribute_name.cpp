// Also as a whole.
// expect: {"a hole in an attribute name: write the name, or give an attribute set to a hole of its own"}, 1, 4>
#include "golive/html.h"

golive::Html page(const char* key) {
  return HTML(R"(<p {key}="x"></p>)", key);
}
