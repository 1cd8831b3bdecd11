// Values stand in quotes.
// expect: {"the value of id has no quotes: write id=\"...\""}, 1, 7>
#include "golive/html.h"

golive::Html page() {
  return HTML(R"(<p id=main></p>)");
}
