// Elements that turn the parser's state round.
// expect: {"<plaintext> is obsolete and changes how the browser parses what follows: leave it out"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<plaintext>x</plaintext>)");
}
