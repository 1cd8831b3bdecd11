// The same in a part of it.
// expect: {"a hole in a tag name: write golive::tag(name, ...) as the argument of a text hole"}, 1, 3>
#include "golive/html.h"

golive::Html page(int level) {
  return HTML(R"(<h{level}>x</h1>)", level);
}
