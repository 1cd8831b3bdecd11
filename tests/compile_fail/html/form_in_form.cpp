// The inner form's tag is dropped.
// expect: {"<form> in <form>: the browser drops the inner tag; take the inner form out"}, 1, 12>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<form><div><form></form></div></form>)");
}
