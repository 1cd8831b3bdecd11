// Nor loaded from them.
// expect: {"a hole in <script>: what comes from a hole never becomes script; use a hook"}, 1, 13>
#include "golive/html.h"

golive::Html page(const char* url) {
  return HTML(R"(<script src={url}></script>)", url);
}
