// A forgotten quote.
// expect: {"\" in an attribute name: a quote or > is missing before it"}, 1, 12>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p id="a" b"></p>)");
}
