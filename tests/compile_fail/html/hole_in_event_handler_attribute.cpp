// on* attributes are script.
// expect: {"a hole in onclick: what comes from a hole never becomes script; write lv-click={} with on<&Component::handler>()"}, 1, 17>
#include "golive/html.h"

golive::Html page(const char* name) {
  return HTML(R"html(<button onclick="run('{name}')">x</button>)html", name);
}
