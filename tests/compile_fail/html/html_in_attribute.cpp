// Html is no attribute.
// expect: {"a hole in an attribute takes text, numbers, bool, enums and std::optional of these; Html stands in text"}, 1, 10, golive::Html>
#include "golive/html.h"

golive::Html page(golive::Html part) {
  return HTML(R"(<p title={part}></p>)", part);
}
