// The browser puts a tbody round a tr.
// expect: {"<tr> directly in <table>: the browser adds a <tbody>; write <table><tbody><tr>"}, 2, 3>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<table>
  <tr><td>1</td></tr>
</table>)");
}
