// A button closes a button.
// expect: {"<button> in <button>: the browser ends that one before it; write its end tag first"}, 1, 12>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<button><b><button>x</button></b></button>)");
}
