// meta refresh goes to any URL.
// expect: {"a hole in <meta http-equiv>: it can redirect the page; write it without a hole"}, 1, 36>
#include "golive/html.h"

golive::Html page(const char* url) {
  return HTML(R"(<meta http-equiv="refresh" content="5; url={url}">)", url);
}
