// Two arguments in the wrong order.
// expect: {"{first} is filled by last: change the order, or write arg(\"first\", ...)"}, 1, 4>
#include "golive/html.h"

golive::Html page(const char* first, const char* last) {
  return HTML(R"(<p>{first} {last}</p>)", last, first);
}
