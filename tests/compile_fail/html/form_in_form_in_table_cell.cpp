// Not even a table cell hides a form.
// expect: {"<form> in <form>: the browser drops the inner tag; take the inner form out"}, 1, 29>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<form><table><tbody><tr><td><form></form></td></tr></tbody></table></form>)");
}
