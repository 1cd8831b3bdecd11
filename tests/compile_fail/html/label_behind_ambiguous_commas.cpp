// Commas of template arguments.
// expect: {"commas outside brackets hide which argument fills {first}: write arg(\"first\", ...)"}, 1, 4>
#include <utility>

#include "golive/html.h"

golive::Html page(int b) {
  return HTML(R"(<p>{first} {b}</p>)", std::pair<int, int>{1, 2}.first, b);
}
