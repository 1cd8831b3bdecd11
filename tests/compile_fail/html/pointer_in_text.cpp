// A type that has no text.
// expect: {"a hole in text takes text, numbers, bool, enums, std::optional of these, and Html; this argument is none"}, 1, 4, void*>
#include "golive/html.h"

golive::Html page(void* pointer) {
  return HTML(R"(<p>{pointer}</p>)", pointer);
}
