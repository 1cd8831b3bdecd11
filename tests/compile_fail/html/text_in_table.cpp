// Text between table parts is moved out.
// expect: {"text directly in <table>: the browser would move it in front of the table; write it in a <td>"}, 2, 3>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<table>
  total
</table>)");
}
