// Nor the content of a textarea.
// expect: {"a hole in <textarea> or <title> takes text, numbers, bool and enums; elements are not possible there"}, 1, 11, golive::Html>
#include "golive/html.h"

golive::Html page(golive::Html part) {
  return HTML(R"(<textarea>{part}</textarea>)", part);
}
