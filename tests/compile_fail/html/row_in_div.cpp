// A table part outside a table loses its tag.
// expect: {"<tr> outside its <table>: the browser drops the tag; write it inside <table>"}, 1, 6>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<div><tr><td>1</td></tr></div>)");
}
