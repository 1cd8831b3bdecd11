// A caption outside a table loses its tag.
// expect: {"<caption> outside its <table>: the browser drops the tag; write it inside <table>"}, 1, 6>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<div><caption>x</caption></div>)");
}
