// Written by the client without its namespace.
// expect: {"a hole in xlink:href: attributes with a namespace are not written by the client; write href"}, 1, 22>
#include "golive/html.h"

golive::Html page(const char* ref) {
  return HTML(R"(<svg><use xlink:href={ref}></use></svg>)", ref);
}
