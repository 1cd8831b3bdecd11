// Space between attributes.
// expect: {"no space between attributes: write one"}, 1, 10>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p id="a"class="b"></p>)");
}
