// A hole without an argument.
// expect: {"hole 2 has no argument: 1 argument follows the template; write {{ for a brace"}, 1, 8>
#include "golive/html.h"

golive::Html page(int a, int b) {
  return HTML(R"(<p>{a} {b}</p>)", a);
}
