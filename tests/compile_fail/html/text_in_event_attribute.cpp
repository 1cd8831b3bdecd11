// An event is bound by on.
// expect: {"an event attribute takes on<&Component::handler>(...), or a fixed name in quotes"}, 1, 18, const char*>
#include "golive/html.h"

golive::Html page(const char* name) {
  return HTML(R"(<button lv-click={name}>x</button>)", name);
}
