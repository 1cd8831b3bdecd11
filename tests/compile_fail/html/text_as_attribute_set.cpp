// A hole of its own takes Attrs.
// expect: {"a hole of its own in a tag takes golive::Attrs; for one attribute write name={}"}, 1, 4, const char*>
#include "golive/html.h"

golive::Html page(const char* text) {
  return HTML(R"(<p {text}></p>)", text);
}
