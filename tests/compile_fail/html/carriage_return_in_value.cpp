// Becomes a line feed in the browser.
// expect: {"a carriage return in a value becomes a line feed in the browser: write &#13;"}, 1, 12>
#include "golive/html.h"

golive::Html page() {
  return HTML("<p title=\"a\r\nb\"></p>");
}
