// The browser puts a tr round a td.
// expect: {"<td> directly in <tbody>, <thead> or <tfoot>: the browser adds a <tr>; write <tr><td>"}, 1, 15>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<table><tbody><td>1</td></tbody></table>)");
}
