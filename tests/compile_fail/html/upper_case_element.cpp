// Names in lower case.
// expect: {"<DIV>: write HTML names in lower case"}, 1, 1>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<DIV>x</DIV>)");
}
