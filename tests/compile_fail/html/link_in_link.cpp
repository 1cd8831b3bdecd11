// A link closes a link, however deep.
// expect: {"<a> in <a>: the browser ends that one before it; write its end tag first"}, 1, 19>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<a href="/"><span><a href="/x">x</a></span></a>)");
}
