// A void element has no end tag.
// expect: {"</br>: <br> has no end tag; remove it"}, 1, 12>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p>line<br></br></p>)");
}
