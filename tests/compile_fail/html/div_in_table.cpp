// What is no table part is moved in front of the table.
// expect: {"<div> directly in <tr>: the browser would move it in front of the table; write it in a <td>"}, 1, 19>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<table><tbody><tr><div>x</div></tr></tbody></table>)");
}
