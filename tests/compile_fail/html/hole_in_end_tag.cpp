// And in an end tag.
// expect: {"a hole in a tag name: write golive::tag(name, ...) as the argument of a text hole"}, 1, 9>
#include "golive/html.h"

golive::Html page(int level) {
  return HTML(R"(<h1>x</h{level}>)", level);
}
