// A dynamic tag name needs golive::tag.
// expect: {"a hole in a tag name: write golive::tag(name, ...) as the argument of a text hole"}, 1, 2>
#include "golive/html.h"

golive::Html page(const char* name) {
  return HTML(R"(<{name}>x</p>)", name);
}
