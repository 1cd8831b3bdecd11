// A comment that ends elsewhere in the browser.
// expect: {"--!> ends the comment in the browser: write -->"}, 1, 11>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p><!-- x --!> y --></p>)");
}
