// arg(...) with another name.
// expect: {"{total} is filled by sum: change the order, or write arg(\"total\", ...)"}, 1, 4>
#include "golive/html.h"

golive::Html page(int a) {
  return HTML(R"(<p>{total}</p>)", golive::arg("sum", a));
}
