// Text between cells is moved out.
// expect: {"text directly in <tr>: the browser would move it in front of the table; write it in a <td>"}, 1, 5>
#include "golive/html.h"

golive::Html page(int n) {
  return HTML(R"(<tr>{n}</tr>)", n);
}
