// srcdoc is a document.
// expect: {"a hole in srcdoc: it is a whole document; serve it at a URL and write src={}"}, 1, 16>
#include "golive/html.h"

golive::Html page(const char* html) {
  return HTML(R"(<iframe srcdoc={html}></iframe>)", html);
}
