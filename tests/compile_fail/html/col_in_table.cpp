// The browser puts a colgroup round a col.
// expect: {"<col> directly in <table>: the browser adds a <colgroup>; write <colgroup><col>"}, 1, 8>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<table><col></table>)");
}
